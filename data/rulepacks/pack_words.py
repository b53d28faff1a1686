"""Whether a pack uses only words and numbers that there are, each where it makes sense."""

from collections.abc import Collection, Mapping

from pydantic import BaseModel

from data.rulepacks.check_notation import Refuse, near
from data.rulepacks.check_tree import LeftOpen, leaves, left_open
from data.rulepacks.checks import (
    AddressUnique,
    Check,
    CorridorWidth,
    Document,
    Fact,
    FloorArea,
    InsideZone,
    Leaf,
    OutsideZone,
    OverlapShare,
    PersonMustLook,
)
from data.rulepacks.rule import Pack, Rule, RuleNumber
from data.rulepacks.vocabulary import FactTerm, FactType, Proof, Vocabulary
from data.rulepacks.yaml_text import Location
from data.text import Text

# Fields of checks that hold feature terms.
_TERM_FIELDS = ("zones", "to", "of", "corridors", "types")
_POLYGON_LAYERS = ("areas", "land_use", "control_zones", "facilities", "buildings")
_NUMBERS = (FactType.NUMBER, FactType.WHOLE)


def require_sense(pack: Pack, vocabulary: Vocabulary, refuse: Refuse) -> None:
    """Refuse a pack that names what nobody knows; see the module.

    Args:
        pack: The pack.
        vocabulary: The words.
        refuse: Called with the place in the file, what is wrong there, and what is expected.
    """
    for number, rule in enumerate(pack.rules):
        at: Location = ("rules", number)
        for k, name in enumerate(rule.business_types):
            if name not in vocabulary.types and name not in vocabulary.groups:
                here = (*at, "business_types", k)
                known = (*vocabulary.types, *vocabulary.groups)
                near(here, Text("业态", "business type"), name, known, refuse)
        _require_settled_names(rule, at, refuse)
        for where, leaf in leaves(rule.check, (*at, "check")):
            _require_words(leaf, where, vocabulary, refuse)
        if rule.when is not None:
            _require_only_facts(rule.when, (*at, "when"), refuse)
            for where, leaf in leaves(rule.when, (*at, "when")):
                _require_words(leaf, where, vocabulary, refuse)


def _require_settled_names(rule: Rule, at: Location, refuse: Refuse) -> None:
    """Every `$name` is in its table with its unit, and nothing in the tables goes unused."""
    used = [*left_open(rule.check, (*at, "check"))]
    if rule.when is not None:
        used += left_open(rule.when, (*at, "when"))
    tables: Mapping[str, Mapping[str, BaseModel]] = {
        "numbers": rule.numbers,
        "methods": rule.methods,
    }
    both = set(rule.numbers) & set(rule.methods)
    for name in sorted(both):
        found = Text("numbers 和 methods 同名", "is in numbers and in methods")
        refuse((*at, "methods", name), found, Text("各不相同的名称", "names of their own"))
    for left in used:
        _require_entry(left, tables, refuse)
    for table, entries in tables.items():
        names = {left.name for left in used if left.table == table}
        for name in entries:
            if name not in names:
                found = Text("检查中未用到", "is used by no check")
                wanted = Text(f"检查中以 ${name} 引用", f"a check that says ${name}")
                refuse((*at, table, name), found, wanted)
    for name, number in rule.numbers.items():
        if number.value is not None:
            require_possible(number, number.value, (*at, "numbers", name, "value"), refuse)


def _require_entry(
    left: LeftOpen, tables: Mapping[str, Mapping[str, BaseModel]], refuse: Refuse
) -> None:
    entry = tables[left.table].get(left.name)
    if entry is None:
        found = Text(
            f"引用了 ${left.name}，{left.table} 中没有",
            f"says ${left.name}, which {left.table} does not have",
        )
        listed = ", ".join(tables[left.table]) or "—"
        refuse(left.at, found, Text(f"{left.table} 所列：{listed}", f"one of {listed}"))
    if isinstance(entry, RuleNumber) and left.unit is not None and entry.unit != left.unit:
        refuse(
            left.at,
            Text(f"${left.name} 的单位是 {entry.unit}", f"says ${left.name}, in {entry.unit}"),
            Text(f"单位为 {left.unit} 的数值", f"a number in {left.unit}"),
        )


def require_possible(number: RuleNumber, value: float, at: Location, refuse: Refuse) -> None:
    """Refuse a value that no such number can have; basements alone are negative."""
    if value < 0 and number.unit != "floors":
        refuse(at, Text(f"为 {value:g}", f"is {value:g}"), Text("不小于 0", "at least 0"))
    if value > 1 and number.unit == "share":
        refuse(at, Text(f"为 {value:g}", f"is {value:g}"), Text("不大于 1", "at most 1"))


def _require_only_facts(when: Check, at: Location, refuse: Refuse) -> None:
    for where, leaf in leaves(when, at):
        if not isinstance(leaf, Fact):
            found = Text("不是对事实的检查", "is no check of a fact")
            refuse(where, found, Text("when 中只用 fact", "nothing but fact in when"))


def _require_words(leaf: Leaf, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> None:
    for field in _TERM_FIELDS:
        for k, name in enumerate(getattr(leaf, field, ())):
            here = (*at, field, k)
            if name not in vocabulary.features:
                near(here, Text("要素", "feature term"), name, vocabulary.features, refuse)
            layers = {pick.layer for pick in vocabulary.features[name].picks}
            _require_layers(leaf, layers, here, refuse)
    _require_facts(leaf, at, vocabulary, refuse)


def _require_facts(leaf: Leaf, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> None:
    match leaf:
        case Fact():
            _require_value(leaf, at, _fact(leaf.fact, (*at, "fact"), vocabulary, refuse), refuse)
        case FloorArea():
            for field, name in (("fact", leaf.fact), ("per", leaf.per)):
                if name is not None:
                    term = _fact(name, (*at, field), vocabulary, refuse)
                    _require_type(term, _NUMBERS, (*at, field), refuse)
        case Document() | PersonMustLook(fact=str()):
            here = (*at, "fact")
            term = _fact(str(leaf.fact), here, vocabulary, refuse)
            _require_type(term, (FactType.BOOLEAN,), here, refuse)
            if isinstance(leaf, Document) and term.proof is not Proof.DOCUMENT:
                found = Text("是自述即可的事实", "is a fact that need only be declared")
                refuse(here, found, Text("需文件证明的事实", "a fact proven by document"))


def _require_layers(leaf: Leaf, layers: set[str], at: Location, refuse: Refuse) -> None:
    fitting: Collection[str] = layers
    match leaf:
        case InsideZone() | OutsideZone() | OverlapShare():
            fitting = _POLYGON_LAYERS
        case CorridorWidth():
            fitting = ("corridors",)
        case AddressUnique():
            fitting = ("permits",)
    odd = sorted(layers - set(fitting))
    if odd:
        listed = ", ".join(fitting)
        refuse(
            at,
            Text(f"要素在图层 {odd[0]} 中", f"is a feature of the layer {odd[0]}"),
            Text(f"图层 {listed} 中的要素", f"a feature of {listed}"),
        )


def _fact(name: str, at: Location, vocabulary: Vocabulary, refuse: Refuse) -> FactTerm:
    if name not in vocabulary.facts:
        near(at, Text("事实", "fact"), name, vocabulary.facts, refuse)
    return vocabulary.facts[name]


def _require_type(
    term: FactTerm, types: Collection[FactType], at: Location, refuse: Refuse
) -> None:
    if term.type not in types:
        listed = " / ".join(types)
        found = Text(f"事实 {term.name} 为 {term.type}", f"is a fact of type {term.type}")
        refuse(at, found, Text(f"类型为 {listed}", f"a fact of type {listed}"))


def _require_value(check: Fact, at: Location, term: FactTerm, refuse: Refuse) -> None:
    if check.equals is None:
        _require_type(term, _NUMBERS, (*at, "fact"), refuse)
    elif isinstance(check.equals, bool):
        _require_type(term, (FactType.BOOLEAN,), (*at, "equals"), refuse)
    else:
        _require_type(term, (FactType.CHOICE,), (*at, "equals"), refuse)
        if check.equals not in (term.choices or {}):
            what = Text(f"{term.title.zh}取值", f"choice of {term.name}")
            near((*at, "equals"), what, check.equals, term.choices or {}, refuse)
