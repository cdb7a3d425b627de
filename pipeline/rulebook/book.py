"""All rules of one folder, and the hash by which facts remember them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.rulebook import agencies, dates, layout, numbers, officials, places, targets
from pipeline.rulebook.agencies import AgenciesRules
from pipeline.rulebook.dates import DatesRules
from pipeline.rulebook.gazetteer import Gazetteer
from pipeline.rulebook.layout import LayoutRules
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.numbers import NumbersRules
from pipeline.rulebook.officials import OfficialsRules
from pipeline.rulebook.patterns import CompiledRule, compiled_rules
from pipeline.rulebook.places import PlacesRules
from pipeline.rulebook.source import Mistake, RulebookError, RuleSource
from pipeline.rulebook.targets import TargetsRules
from pipeline.rulebook.version import SOURCES, rule_files, rules_version

# read by the loaders and the crawlers
_ELSEWHERE = ("legacy/", "pages.yml", "portals.yml", "print.yml", "syllables.yml", SOURCES)


@dataclass(frozen=True)
class Rulebook:
    """The rules by kind. `version` is a hash of every rule file and of the code that applies them."""

    directory: Path
    version: str
    rules: tuple[CompiledRule, ...]
    layout: LayoutRules
    numbers: NumbersRules
    dates: DatesRules
    places: PlacesRules
    agencies: AgenciesRules
    officials: OfficialsRules
    targets: TargetsRules

    @classmethod
    def load(cls, directory: Path | None = None) -> "Rulebook":
        """Read a folder of rules; RulebookError lists every mistake with file and line."""
        directory = directory or default_directory()
        if not directory.is_dir():
            raise RulebookError([Mistake(str(directory), 1, "there is no folder of rules here")])
        source = RuleSource(directory)
        sections: dict[str, Any] = {
            "layout": layout.load(source),
            "numbers": numbers.load(source),
            "dates": dates.load(source),
            "places": places.load(source),
            "agencies": agencies.load(source),
            "officials": officials.load(source),
            "targets": targets.load(source),
        }
        for file in rule_files(directory):
            if file not in source.read and not file.startswith(_ELSEWHERE):
                source.mistake(file, 1, "no part of vanthu reads this file")
        if source.mistakes:
            raise RulebookError(source.mistakes)
        rules = tuple(compiled_rules(source))
        return cls(directory=directory, version=rules_version(directory), rules=rules, **sections)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every closed list of the rules in one matcher, made on first use."""
        sections = (getattr(self, field.name) for field in fields(self))
        return Gazetteer(entry for section in sections if hasattr(section, "phrases") for entry in section.phrases())

    def patterns(self) -> Iterator[CompiledRule]:
        """Every pattern rule, in the order of the sections and of their files."""
        yield from self.rules
