"""The average of several checkpoints' weights: runs that began from one another average well, and better than each."""

import argparse
from pathlib import Path

import torch


def running_average(path: Path) -> dict:
    """The weights a checkpoint stands for: the running average of a `last.pt`, the weights of a `best.pt`."""
    held = torch.load(path, map_location="cpu", weights_only=True)
    return {**held["reader"], **held.get("average", {})}


def averaged(paths: list[Path]) -> dict:
    """The mean of the checkpoints' weights, in the type of the first."""
    members = [running_average(path) for path in paths]
    return {
        name: (sum(member[name].float() for member in members) / len(members)).to(first.dtype)
        for name, first in members[0].items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="the first must be a best.pt: it gives the plan")
    options = parser.parse_args()
    held = torch.load(options.checkpoints[0], map_location="cpu", weights_only=True)
    torch.save({**held, "reader": averaged(options.checkpoints)}, options.out)


if __name__ == "__main__":
    main()
