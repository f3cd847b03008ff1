"""The command line of training; `python -m pincite.qa.training --help` says what there is."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from pincite.qa.training.evaluation import evaluate_sets, report_json
from pincite.qa.training.export import export_int8
from pincite.qa.training.features import Featurizer
from pincite.qa.training.folder_reader import any_reader
from pincite.qa.training.labelling import label_all
from pincite.qa.training.loop import Training
from pincite.qa.training.mixture import build_mixtures
from pincite.qa.training.model import SpanReader, load_tokenizer, prepare_start
from pincite.qa.training.record import RunRecord
from pincite.qa.training.restoring import restore
from pincite.qa.training.settings import Settings, read_settings

DEVELOPMENT_SETS = (
    "squad.v2.0.dev.jsonl",
    "squad.v1.1.dev.jsonl",
    "nq_qed.dev.jsonl",
    "policyqa.dev.jsonl",
    "clapnq.dev.jsonl",
)


def train(arguments: argparse.Namespace) -> None:
    """Trains, or goes on training, the run that the configuration names."""
    settings = read_settings(arguments.config)
    run = arguments.runs / settings.name
    run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    start = prepare_start(arguments.start, run / "start")
    files = [arguments.data / source.file for source in settings.sources]
    RunRecord(run).begin(settings.as_json(), [*files, *start.glob("*.safetensors")])
    featurizer = Featurizer(load_tokenizer(arguments.tokenizer))
    training, held_back = build_mixtures(settings, arguments.data, featurizer, arguments.labels)
    reader = open_reader(start, settings, arguments.device)
    loop = Training(reader, training, held_back, run)
    progress = loop.run(max_steps=arguments.max_steps)
    if progress.schedule.is_over:
        print(loop.finish(run / "model"))  # noqa: T201 - this is a command


def open_reader(folder: Path, settings: Settings, device: str) -> SpanReader:
    """The model in `folder` as the settings want it."""
    return SpanReader(
        folder,
        freeze_embeddings=settings.freeze_embeddings,
        freeze_layers=settings.freeze_layers,
        attention=settings.attention,
        device=device,
    )


def label(arguments: argparse.Namespace) -> None:
    """Lets a trained teacher score all training passages; goes on where it stopped."""
    settings = read_settings(arguments.config)
    torch.set_num_threads(settings.threads)
    featurizer = Featurizer(load_tokenizer(arguments.tokenizer))
    training, _ = build_mixtures(settings, arguments.data, featurizer)
    teacher = open_reader(arguments.model, settings, arguments.device)
    teacher.halve()
    label_all(teacher, training, arguments.to, negatives=arguments.negatives, files=arguments.files)


def export(arguments: argparse.Namespace) -> None:
    """Writes a trained model folder as ONNX, in float32 and in int8."""
    export_int8(arguments.model, arguments.to)


def restore_start(arguments: argparse.Namespace) -> None:
    """Writes the weights of a shipped reader as a folder that training can start from."""
    restore(arguments.model, arguments.embeddings, arguments.to)


def evaluate(arguments: argparse.Namespace) -> None:
    """Measures an ONNX file or a model folder on development sets and prints one line a set."""
    reader = any_reader(
        arguments.model, arguments.tokenizer, arguments.attention, threads=arguments.threads
    )
    report = evaluate_sets(reader, arguments.data, arguments.sets, arguments.sample)
    print(report_json(report))  # noqa: T201
    if arguments.record:
        RunRecord(arguments.record).note(f"scores of {arguments.model.name}", report)


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(prog="python -m pincite.qa.training", description=__doc__)
    commands = top.add_subparsers(required=True)
    command = commands.add_parser("train", help=train.__doc__)
    command.set_defaults(run=train)
    command.add_argument("config", type=Path, help="settings, a TOML file")
    command.add_argument("--data", type=Path, required=True, help="folder of the .jsonl files")
    command.add_argument("--runs", type=Path, required=True, help="folder of the runs")
    command.add_argument("--start", type=Path, required=True, help="folder of the start weights")
    command.add_argument("--tokenizer", type=Path, help="folder of another tokenizer.json")
    command.add_argument("--labels", type=Path, help="folder of a teacher's soft labels")
    command.add_argument("--device", default="cpu")
    command.add_argument("--max-steps", type=int, help="stop after this step, for trials")
    command = commands.add_parser("label", help=label.__doc__)
    command.set_defaults(run=label)
    command.add_argument("config", type=Path, help="settings of the teacher, a TOML file")
    command.add_argument("model", type=Path, help="folder of the trained teacher")
    command.add_argument("to", type=Path, help="folder of the labels")
    command.add_argument("--data", type=Path, required=True, help="folder of the .jsonl files")
    command.add_argument("--tokenizer", type=Path, help="folder of the teacher's tokenizer.json")
    command.add_argument("--negatives", type=int, default=2, help="wrong passages a question")
    command.add_argument("--files", type=int, help="stop after so many files")
    command.add_argument("--device", default="cpu")
    command = commands.add_parser("export", help=export.__doc__)
    command.set_defaults(run=export)
    command.add_argument("model", type=Path, help="folder that train wrote")
    command.add_argument("to", type=Path, help="the file to write, NAME.int8.onnx")
    command = commands.add_parser("restore", help=restore_start.__doc__)
    command.set_defaults(run=restore_start)
    command.add_argument("model", type=Path, help="an int8 file that export wrote")
    command.add_argument("to", type=Path, help="folder to write")
    command.add_argument(
        "--embeddings", type=Path, required=True, help="folder of the first weights it began with"
    )
    command = commands.add_parser("evaluate", help=evaluate.__doc__)
    command.set_defaults(run=evaluate)
    command.add_argument("model", type=Path, help="an ONNX file, or a folder that train wrote")
    command.add_argument("--data", type=Path, required=True, help="folder of the .jsonl files")
    command.add_argument("--sets", nargs="+", default=DEVELOPMENT_SETS, help="names of files")
    command.add_argument("--sample", type=int, help="at most so many questions a set")
    command.add_argument("--record", type=Path, help="run folder that takes the scores down")
    command.add_argument("--tokenizer", type=Path, help="folder of another tokenizer.json")
    command.add_argument("--threads", type=int, default=1)
    command.add_argument(
        "--attention", default="sdpa", help="of a folder: sdpa, or eager for MPNet"
    )
    return top


def main(argv: Sequence[str] | None = None) -> None:
    """Runs one command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    arguments = parser().parse_args(argv)
    arguments.run(arguments)


if __name__ == "__main__":
    main()
