"""What climbers climb: a tree, a beanstalk, a ladder, a rope, a mast, standing behind them from the ground up."""

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.things import draw_thing

RISES = {"beanstalk": 4.2, "ladder": 2.3, "rope": 3.0}  # how many climbers tall; others 2.5
AT = 0.62  # of a climber's height: how far above the ground it is


def lift_of(stage: Stage, actor: Actor, tall: float, y: float) -> float:
    """How far up someone is who climbs a thing."""
    if actor.pose != "climb" or not stage.vision.climbed:
        return 0.0
    return max(0.0, min(tall * AT, y - tall - stage.height * 0.1))


def put_climbed(stage: Stage, stood: Stood) -> None:
    """The thing behind the climber, its stem where the hands reach."""
    name = stage.vision.climbed
    ink, seed = stage.ink.at(haze=0.0), stage.composition.scenery % 991
    drawing = draw_thing(name, ink=ink, seed=seed)
    tall = stood.drawing.height * stood.scale
    scale = tall * RISES.get(name, 2.5) / max(drawing.height, 1.0)
    scale = min(scale, stage.width * 1.5 / max(drawing.width, 1.0))
    side = -1 if stood.facing == "left" else 1
    x = stood.x + side * stood.drawing.width * stood.scale * 0.3
    svg = draw_thing(name, ink=ink.at(scale=scale), seed=seed).svg
    stage.put("figures", stage.ink.group([svg], transform=f"translate({x:.1f} {stood.y:.1f}) scale({scale:.4f})"))
