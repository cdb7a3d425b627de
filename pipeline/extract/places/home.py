"""The places a document belongs to: which province "tỉnh" means, which district "huyện"."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import regex

from pipeline.extract.context import Context
from pipeline.extract.home import Home, NamedPlace, NamedPlaces
from pipeline.extract.places.names import named_places
from pipeline.rulebook.levels import LevelWord, Rank
from pipeline.rulebook.places import PlacesRules, Unit
from pipeline.text.letters import bare_letters

Weights = defaultdict[str, float]  # provinces by the weight of the signs for them

_HEADER_BLOCKS = 12
_FOOTER_BLOCKS = 12
_DOMAIN = regex.compile(r"[a-z0-9.-]+\Z")
_LONGEST_DOMAIN = 60
# What each sign of a document's place weighs; one sure sign outweighs any number of mentions below _SURE.
_URL, _HEADER, _CONTACT, _PLACE_LINE, _LEVELLED, _BARE, _DISTRICT = 100.0, 60.0, 25.0, 15.0, 2.0, 1.0, 1.5
_SURE = 15.0
_COMMUNE, _WARD = bare_letters(LevelWord.COMMUNE), bare_letters(LevelWord.WARD)  # as hosts have them
_MOST = 0.75  # of the mentions, so that they settle the province


def find_home(context: Context) -> Home:
    """Where the document comes from, by url, header, footer, phone prefix and the places it names."""
    named = named_places(context)
    header_end = context.blocks[min(_HEADER_BLOCKS, len(context.blocks)) - 1].end if context.blocks else 0
    header = context.text[:header_end]
    cues, host = context.rules.places.cues, _host(context.document.url or "")
    central = cues["central"].search(header) is not None and not cues["local"].search(header)
    central = central or (
        cues["central-host"].search(host) is not None and not _province_of_host(context.rules.places, host)
    )
    sure, weak = _weigh(context, named, header_end, central=central)
    province, doubt = _choose(sure, weak, central=central)
    units = [place.unit for place in named.all if not place.bare and not place.origin]
    heads = [place.unit for place in named.all if place.end <= header_end and _is_capital(context, place)]
    own = context.rules.places.province(province, context.anchor) if province else None
    if own and context.anchor is None:
        own = named.called(own)
    return Home(
        province=own.full if own else None,
        district=_own_unit(context, Rank.DISTRICT, heads, units, province),
        commune=_own_unit(context, Rank.COMMUNE, heads, [], province),
        doubt=doubt,
        central=central,
        named=named,
    )


def _weigh(context: Context, named: NamedPlaces, header_end: int, *, central: bool) -> tuple[Weights, Weights]:
    """Provinces by the weight of the signs for them: sure signs, and mere mentions."""
    rules = context.rules.places
    sure: Weights = defaultdict(float)
    weak: Weights = defaultdict(float)
    if context.document.url and (province := _province_of_host(rules, _host(context.document.url))):
        sure[_now(context, province)] += _URL
    if context.document.url and (told := _province_of_path(rules, context.document.url)):
        weak[_now(context, told)] += _LEVELLED
    for host in _hosts(context.text):
        if found := _province_of_domain(rules, host):
            sure[_now(context, found)] += _CONTACT
        elif told := _province_of_host(rules, host):  # a newspaper that is cited
            weak[_now(context, told)] += _LEVELLED
    footer = context.blocks[-min(_FOOTER_BLOCKS, len(context.blocks))].start if context.blocks else 0
    for match in rules.cues["phone"].finditer(context.text, footer):
        if phoned := rules.phones.get("0" + match["code"]) or rules.phones.get("0" + match["code"][:2]):
            sure[_now(context, phoned)] += _SURE
    for match in rules.cues["place-date"].finditer(context.text, 0, header_end):
        signed = rules.province_names.get(match["place"])
        if (
            signed
            and not central
            and (signed != rules.words.capital or rules.cues["local"].search(context.text, 0, header_end))
        ):
            sure[signed] += _PLACE_LINE
    _weigh_named(context, named, header_end, sure, weak, central=central)
    return sure, weak


def _weigh_named(
    context: Context, named: NamedPlaces, header_end: int, sure: Weights, weak: Weights, *, central: bool
) -> None:
    """Add what the places named say: those of the header's capitals are sure signs, the others mentions."""
    for place in named.all:
        if place.unit.province is None or place.origin:
            continue
        if (
            place.end <= header_end
            and place.unit.rank == Rank.PROVINCE
            and _is_capital(context, place)
            and not place.bare
        ):
            sure[place.unit.province] += 0 if central else _HEADER
        if place.end <= header_end and place.unit.rank == Rank.DISTRICT and _is_capital(context, place):
            sure[_now(context, place.unit.province)] += 0 if central else _PLACE_LINE
        weight = _DISTRICT if place.unit.rank != Rank.PROVINCE else _BARE if place.bare else _LEVELLED
        weak[place.unit.province if place.unit.rank == Rank.PROVINCE else _now(context, place.unit.province)] += weight


def _choose(sure: Weights, weak: Weights, *, central: bool) -> tuple[str | None, str | None]:
    """The province, and the doubt where only mentions speak for it."""
    if sure:
        return max(sure, key=lambda name: (sure[name], weak[name])), None
    if not weak:
        return None, None
    best = max(weak, key=lambda name: weak[name])
    weight, rest = weak[best], sum(weak.values())
    if central and (weight < 2 * _LEVELLED or weight < 0.6 * rest):
        return None, None
    if weight >= 2 * _LEVELLED and weight >= _MOST * rest:
        return best, None
    return best, "province guessed from the places named"


def _now(context: Context, province: str) -> str:
    """The province that stands for a domain's or a phone prefix's on the document's day."""
    return context.rules.places.successor(province, context.anchor) if context.anchor else province


def _is_capital(context: Context, place: NamedPlace) -> bool:
    return context.text[place.start : place.end].isupper()


def _own_unit(context: Context, rank: Rank, heads: list[Unit], units: list[Unit], province: str | None) -> str | None:
    """The district or commune of the document: of its header, its host name, or the one it speaks of most."""
    for unit in heads:
        if unit.rank == rank:
            return unit.full
    if context.document.url and province:
        rules = context.rules.places
        letters = rules.district_letters if rank == Rank.DISTRICT else rules.commune_letters
        for label in _host(context.document.url).split(".")[:-3]:  # before the province's own domain
            bare = bare_letters(label)
            for unit in letters.get(bare) or letters.get(bare.removeprefix(_COMMUNE).removeprefix(_WARD), ()):
                if unit.province == province:
                    return unit.full
    counts = Counter(unit.full for unit in units if unit.rank == rank and unit.province in (province, None))
    if counts:
        (best, count), total = counts.most_common(1)[0], sum(counts.values())
        if count >= 2 and count >= 0.6 * total:
            return best
    return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _hosts(text: str) -> Iterator[str]:
    """The Vietnamese host names in a text, those of mail addresses too."""
    end = text.find(".vn")
    while end >= 0:
        if match := _DOMAIN.search(text, max(end - _LONGEST_DOMAIN, 0), end):
            yield f"{match.group()}.vn"
        end = text.find(".vn", end + 3)


def _province_of_domain(rules: PlacesRules, host: str) -> str | None:
    return next((name for domain, name in rules.domains.items() if host == domain or host.endswith("." + domain)), None)


def _province_of_path(rules: PlacesRules, url: str) -> str | None:
    """By the province that a page's name begins with (".../long-an-khoi-cong-cau-123.html")."""
    syllables = urlsplit(url).path.rstrip("/").rpartition("/")[2].lower().split("-")
    return next((rules.letters[name] for n in (2, 3, 4) if (name := "".join(syllables[:n])) in rules.letters), None)


def _province_of_host(rules: PlacesRules, host: str) -> str | None:
    """By the portal's domain, or a newspaper's or department's host that carries the name ("baoninhbinh.org.vn")."""
    if found := _province_of_domain(rules, host):
        return found
    for label in host.split("."):
        letters = bare_letters(label)
        for name, province in rules.letters.items():
            if len(name) >= 5 and (letters.startswith(name) or letters.endswith(name)):
                return province
    return None
