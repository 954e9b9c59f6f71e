"""What a recipe is made from: the recipes that come before it, in the order they are best made."""

from collections.abc import Iterator

from storyvid.recipes import (
    ClipRecipe,
    DepthRecipe,
    EmbeddingRecipe,
    FilmRecipe,
    ImageRecipe,
    JoinRecipe,
    Recipe,
    Segment,
    Shot,
    SoundtrackRecipe,
)


def needs(recipe: Recipe) -> tuple[Recipe, ...]:
    """The recipes whose assets must exist before this one can be made, in order, without repeats."""
    match recipe:
        case ImageRecipe():
            found: list[Recipe] = [reference.picture for reference in recipe.references]
            if recipe.start:
                found += [recipe.start.picture, *([recipe.start.mask] if recipe.start.mask else [])]
        case EmbeddingRecipe():
            found = [recipe.picture] if recipe.picture else []
        case DepthRecipe():
            found = [recipe.picture]
        case ClipRecipe():
            found = _needs_of(recipe.shot)
        case JoinRecipe():
            found = [*_needs_of(recipe.before), *_needs_of(recipe.after)]
        case SoundtrackRecipe():
            found = [*(placed.speech for placed in recipe.narration), *([recipe.music] if recipe.music else [])]
            found += [passage.sound for passage in (*recipe.passages, *recipe.ambience)]
        case FilmRecipe():
            found = [recipe.soundtrack, *_in_turn(recipe.segments)]
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def with_needs(recipe: Recipe) -> Iterator[Recipe]:
    """The recipe and all it is made from, to the leaves; what is needed comes before what needs it."""
    for need in needs(recipe):
        yield from with_needs(need)
    yield recipe


def _in_turn(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    """A join two clips later than its place: by then what it shows of its neighbours is ready and need not be again."""
    joins: list[JoinRecipe] = []
    clips_since = 0
    for segment in segments:
        if isinstance(segment, JoinRecipe):
            joins.append(segment)
            continue
        yield segment
        clips_since += 1
        if clips_since > 2 and joins:
            yield joins.pop(0)
    yield from joins


def _needs_of(shot: Shot) -> list[Recipe]:
    return [shot.picture, *(one for one in (shot.depth, shot.font) if one)]
