"""Four-legged animals by their measures: one row a species, in units (a grown woman is 100 tall)."""

from dataclasses import dataclass, replace
from typing import Literal

Ear = Literal["pointed", "round", "long", "floppy", "side", "horse", "deer", "big", "none"]
Tail = Literal["bushy", "thin", "curved", "tuft", "stub", "hair", "curly", "puff", "plume", "none"]


@dataclass(frozen=True, kw_only=True)
class Species:
    """Trunk and legs in units; the head's shape in radii of its skull."""

    withers: float  # height of the back
    length: float  # of the trunk
    chest: float  # depth
    loin: float
    neck: float
    neck_angle: float  # 0 straight up, 90 straight forward
    skull: float  # radius
    muzzle: float
    snout: tuple[float, float]  # the muzzle's width at its root and tip
    ear: Ear
    tail: Tail
    leg: float  # thickness
    hoofed: bool = False
    horns: Literal["", "cow", "goat", "antlers", "unicorn"] = ""
    mane: Literal["", "lion", "crest"] = ""
    coat: Literal["", "wool", "spines"] = ""
    socks: bool = False
    pale: bool = True  # muzzle, chest and belly lighter than the back
    beard: bool = False
    whiskers: bool = False


_WOLF = Species(withers=48, length=54, chest=20, loin=13, neck=17, neck_angle=52, skull=8, muzzle=2.05,
    snout=(1.15, 0.62),
                ear="pointed", tail="bushy", leg=5.2)  # fmt: skip
_HORSE = Species(withers=82, length=78, chest=31, loin=26, neck=40, neck_angle=40, skull=11, muzzle=2.5,
    snout=(1.3, 0.95),
                 ear="horse", tail="hair", leg=8.4, hoofed=True, mane="crest", pale=False)  # fmt: skip

SPECIES: dict[str, Species] = {
    "wolf": _WOLF,
    "dog": replace(_WOLF, withers=34, length=38, chest=15, loin=11, neck=12, neck_angle=38, skull=7.4, muzzle=1.7,
                   snout=(1.15, 0.8), ear="floppy", tail="curved", leg=4.6),
    "fox": replace(_WOLF, withers=26, length=35, chest=11, loin=8.5, neck=8, skull=6, muzzle=1.95, snout=(1.05, 0.34),
                   leg=3.0, tail="plume", socks=True),
    "cat": replace(_WOLF, withers=18, length=24, chest=9, loin=8.4, neck=5, neck_angle=38, skull=5.4, muzzle=0.98,
                   snout=(1.1, 0.7), leg=2.9, tail="thin", whiskers=True),
    "lion": replace(_WOLF, withers=56, length=66, chest=26, loin=18, neck=14, skull=11, muzzle=1.45, snout=(1.35, 1.0),
                    ear="round", tail="tuft", leg=8, mane="lion", whiskers=True),
    "tiger": replace(_WOLF, withers=52, length=66, chest=23, loin=17, neck=13, skull=10.5, muzzle=1.3,
                     snout=(1.3, 0.95), ear="round", tail="thin", leg=7.4, whiskers=True),
    "zebra": replace(_HORSE, withers=72, length=70, chest=29, loin=25, neck=32, leg=7.2, tail="tuft"),
    "giraffe": replace(_HORSE, withers=104, length=70, chest=30, loin=24, neck=92, neck_angle=24, skull=10, ear="side",
                       tail="tuft", leg=7.4, horns="goat", mane="crest"),
    "camel": replace(_HORSE, withers=86, length=76, chest=34, loin=26, neck=44, neck_angle=46, skull=10, ear="round",
                     tail="tuft", leg=7, mane=""),
    "hippo": replace(_HORSE, withers=62, length=84, chest=48, loin=44, neck=8, neck_angle=70, skull=15, muzzle=1.5,
                     snout=(1.3, 1.25), ear="round", tail="stub", leg=13, mane=""),
    "bear": replace(_WOLF, withers=62, length=66, chest=38, loin=35, neck=12, neck_angle=66, skull=12.5, muzzle=1.5,
                    snout=(1.15, 0.72), ear="round", tail="stub", leg=12),
    "horse": _HORSE,
    "pony": replace(_HORSE, withers=60, length=60, chest=27, loin=24, neck=26, skull=9.6, muzzle=2.3, leg=7),
    "unicorn": replace(_HORSE, horns="unicorn"),
    "donkey": replace(_HORSE, withers=64, length=62, chest=26, loin=23, neck=26, skull=10, muzzle=2.3, ear="long",
                      tail="tuft", leg=6, pale=True),
    "cow": replace(_HORSE, withers=72, length=84, chest=38, loin=35, neck=20, neck_angle=64, skull=11, muzzle=2.0,
                   snout=(1.5, 1.25), ear="side", tail="tuft", leg=8, horns="cow", mane="", pale=True),
    "pig": replace(_HORSE, withers=33, length=46, chest=26, loin=25, neck=5, neck_angle=74, skull=10, muzzle=1.4,
                   snout=(1.1, 0.86), ear="floppy", tail="curly", leg=5.5, mane=""),
    "goat": replace(_HORSE, withers=46, length=48, chest=20, loin=18, neck=17, neck_angle=38, skull=7.4, muzzle=1.75,
                    snout=(1.2, 0.82), ear="side", tail="stub", leg=4.4, horns="goat", mane="", beard=True),
    "sheep": replace(_HORSE, withers=42, length=48, chest=27, loin=27, neck=9, neck_angle=52, skull=7.2, muzzle=1.6,
                     snout=(1.2, 0.9), ear="side", tail="puff", leg=4.2, mane="", coat="wool"),
    "deer": replace(_HORSE, withers=64, length=58, chest=22, loin=18, neck=28, neck_angle=30, skull=7.4, muzzle=1.95,
                    snout=(1.1, 0.62), ear="deer", tail="stub", leg=4.6, horns="antlers", mane="", pale=True),
    "rabbit": replace(_WOLF, withers=11.5, length=15, chest=9.5, loin=11.5, neck=3.4, neck_angle=34, skull=5,
        muzzle=0.85,
                      snout=(1.25, 0.8), ear="long", tail="puff", leg=2.6, whiskers=True),
    "squirrel": replace(_WOLF, withers=9, length=11, chest=6.6, loin=7.8, neck=3, neck_angle=34, skull=3.9,
        muzzle=1.05,
                        snout=(1.15, 0.6), ear="pointed", tail="plume", leg=2.1, whiskers=True),
    "mouse": replace(_WOLF, withers=6.4, length=9, chest=5.4, loin=7, neck=1.6, neck_angle=60, skull=3.2, muzzle=1.35,
                     snout=(1.25, 0.34), ear="big", tail="thin", leg=1.3, whiskers=True),
    "rat": replace(_WOLF, withers=7.5, length=13, chest=6.2, loin=8, neck=2.4, neck_angle=66, skull=3.4, muzzle=1.6,
                   snout=(1.25, 0.4), ear="big", tail="thin", leg=1.5, whiskers=True),
    "hedgehog": replace(_WOLF, withers=9, length=11, chest=8, loin=10, neck=1.4, neck_angle=80, skull=3.4, muzzle=1.5,
                        snout=(1.1, 0.3), ear="round", tail="none", leg=1.7, coat="spines"),
    "elephant": replace(_HORSE, withers=132, length=128, chest=78, loin=70, neck=20, neck_angle=64, skull=25,
        muzzle=0.9,
                        snout=(1.0, 0.7), ear="big", tail="tuft", leg=21, mane="", hoofed=True),
}  # fmt: skip
