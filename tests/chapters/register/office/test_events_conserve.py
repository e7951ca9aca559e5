"""Persons are conserved and no household is in two places on a day, whatever happens in whichever order (R3a, W4b).

Random events on a few households of two counties, in the real database; after each one, the register is asked on every day.
"""

from copy import deepcopy
from datetime import date, timedelta
from itertools import count, pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from office.families import rows
from office.people import AT
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.register.actions.events import record_event, take_back
from tuopin.register.queries.households import household
from tuopin.settings.scope import acting

PROVINCE = By("sun", "provincial_office", "52")
CORRECTOR = By("li", "county_office", "52")  # taking back is a county's power; here one county office stands for both
VILLAGES = ("520381001001", "520381002001", "520526001001", "520526002001")
EXAMPLES, SERIALS = count(), count()
FIRST, LAST = date(2014, 1, 1), date(2016, 10, 31)
DAYS = st.dates(date(2014, 6, 1), LAST)
RELATIONS = st.sampled_from(["spouse", "son", "daughter", "father", "mother", "other", "grandson"])
REASON = "入户核实"
NO_NUMBER = "尚未申领"


class Register(RuleBasedStateMachine):
    """`people`: who should be in the register, from which day to which; `seen`: what was told, to be told again."""

    def __init__(self):
        super().__init__()
        self.example, self.hours, self.people, self.before = next(EXAMPLES), 0, {}, None
        self.households, self.seen, self.length = [], [], 0

    @property
    def at(self):
        return AT + timedelta(seconds=self.hours)

    def happens(self, kind, **given):
        """The event's change, or None where it was refused and so changed nothing."""
        self.hours += 1
        try:
            with acting(PROVINCE):
                done = record_event(kind, {**given, "on": given["on"].isoformat()}, reason=REASON, by=PROVINCE, at=self.at)
        except Refused:
            return None
        self.before = (done.number, deepcopy(self.people))
        return done

    def comes(self, done, on):
        for subject in done.acts:
            kind, code = subject.split("/")
            if kind == "person" and code not in self.people:
                self.people[code] = (on, None)
            if kind == "household" and code not in self.households:
                self.households.append(code)

    def goes(self, done, code, end):
        if done:
            self.people[code] = (self.people[code][0], end)

    def pick(self, data, codes):
        return data.draw(st.sampled_from(sorted(codes)))

    def present(self):
        return [code for code, (_, end) in self.people.items() if end is None] or list(self.people)

    def of(self, household_code):
        found = rows(
            "SELECT person_code FROM register_person WHERE household_code = %s AND superseded_at IS NULL AND valid_to IS NULL ORDER BY 1",
            household_code, by=PROVINCE,
        )  # fmt: skip
        return [code for (code,) in found]

    def home(self, person):
        sql = "SELECT household_code FROM register_person WHERE person_code = %s AND superseded_at IS NULL ORDER BY valid_from DESC LIMIT 1"
        return rows(sql, person, by=PROVINCE)[0][0]

    def after_head(self, data, household_code, gone):
        """Whoever may follow as householder, with every relation stated."""
        rest = [code for code in self.of(household_code) if code not in gone]
        if not rest:
            return {}
        head = self.pick(data, rest)
        return {"new_head": head, "relations": {code: "other" for code in rest if code != head}}

    @initialize(data=st.data())
    def begins(self, data):
        for _ in range(3):
            members = [self.person("head"), *(self.person(data.draw(RELATIONS)) for _ in range(data.draw(st.integers(0, 3))))]
            code = f"X{self.example}-{next(SERIALS)}"
            done = self.happens(
                "new_household", on=FIRST, village_code=data.draw(st.sampled_from(VILLAGES)), household_code=code,
                household={"status": "registered"}, members=members, no_number=NO_NUMBER,
            )  # fmt: skip
            self.comes(done, FIRST)
        self.before = None

    def person(self, relation):
        return {"name": f"人{next(SERIALS)}", "sex": "female", "birth_on": "1980-01-01", "relation": relation}

    @rule(data=st.data(), on=DAYS, relation=RELATIONS)
    def birth(self, data, on, relation):
        child = {key: value for key, value in self.person(relation).items() if key != "birth_on"}
        done = self.happens("birth", on=on, household_code=self.pick(data, self.households), person=child, no_number=NO_NUMBER)
        if done:
            self.comes(done, on)

    @rule(data=st.data(), on=DAYS, relation=RELATIONS)
    def join(self, data, on, relation):
        done = self.happens("join", on=on, household_code=self.pick(data, self.households), person=self.person(relation), no_number=NO_NUMBER)
        if done:
            self.comes(done, on)

    @rule(data=st.data(), on=DAYS, kind=st.sampled_from(["death", "leave", "marriage_out"]))
    def goes_away(self, data, on, kind):
        code = self.pick(data, self.present())
        done = self.happens(kind, on=on, person_code=code, **self.after_head(data, self.home(code), {code}))
        self.goes(done, code, on + timedelta(days=kind == "death"))

    @rule(data=st.data(), on=DAYS, relation=RELATIONS)
    def move_person(self, data, on, relation):
        code = self.pick(data, self.present())
        rest = self.after_head(data, self.home(code), {code})
        self.happens("move_person", on=on, person_code=code, to_household=self.pick(data, self.households), relation=relation, **rest)

    @rule(data=st.data(), on=DAYS, relation=RELATIONS)
    def marriage_in(self, data, on, relation):
        code = self.pick(data, self.present())
        rest = self.after_head(data, self.home(code), {code})
        into = self.pick(data, self.households)
        self.happens("marriage_in", on=on, household_code=into, person_code=code, person={"relation": relation}, **rest)

    @rule(data=st.data(), on=DAYS)
    def move(self, data, on):
        self.happens("move", on=on, household_code=self.pick(data, self.households), village_code=data.draw(st.sampled_from(VILLAGES)))

    @rule(data=st.data(), on=DAYS)
    def split(self, data, on):
        code = self.pick(data, self.households)
        members = self.of(code)
        if len(members) < 2:
            return
        going = data.draw(st.lists(st.sampled_from(members), min_size=1, max_size=len(members) - 1, unique=True))
        rest = self.after_head(data, code, set(going))
        done = self.happens(
            "split", on=on, household_code=code, persons=going, head=going[0], new_household=f"X{self.example}-{next(SERIALS)}",
            relations=dict.fromkeys(going[1:], "other"), new_head=rest.get("new_head"), relations_left=rest.get("relations"),
            village_code=data.draw(st.sampled_from(VILLAGES)),
        )  # fmt: skip
        if done:
            self.comes(done, on)

    @rule(data=st.data(), on=DAYS)
    def merge(self, data, on):
        into, code = self.pick(data, self.households), self.pick(data, self.households)
        self.happens("merge", on=on, household_code=into, households=[code], relations=dict.fromkeys(self.of(code), "other") or {"none": "other"})

    @rule(data=st.data(), on=DAYS)
    def householder(self, data, on):
        code = self.pick(data, self.households)
        if len(members := self.of(code)) > 1:
            head = self.pick(data, members)
            self.happens("householder", on=on, household_code=code, new_head=head, relations={each: "other" for each in members if each != head})

    @precondition(lambda self: self.before is not None)
    @rule()
    def taken_back(self):
        (number, people), self.before = self.before, None
        self.hours += 1
        with acting(CORRECTOR):
            take_back(number, reason=REASON, by=CORRECTOR, at=self.at)
        self.people = people

    @rule(data=st.data(), on=DAYS)
    def is_told(self, data, on):
        code = self.pick(data, self.households)
        at = self.at
        self.hours += 1
        self.seen.append((code, on, at, self.told(code, on, at)))

    @staticmethod
    def told(code, on, at):
        with acting(PROVINCE):
            return household(code, on=on, known_at=at)

    @invariant()
    def everything_holds(self):
        if not self.households:
            return
        persons = _by(rows(PERSONS, self.households, by=PROVINCE))
        homes = _by(rows(HOMES, self.households, by=PROVINCE))
        _conserved(self.people, persons)
        _in_their_households(persons, homes)
        _headed(persons, homes)
        ((length,),) = rows(LENGTH, self.households, self.households, by=PROVINCE)
        assert length >= self.length
        self.length = length

    def teardown(self):
        for code, on, at, before in self.seen:
            now = self.told(code, on, at)
            assert _facts(now) == _facts(before)


PERSONS = (
    "SELECT person_code, household_code, village_code, valid_from, valid_to, relation, name FROM register_person "
    "WHERE household_code = ANY (%s) AND superseded_at IS NULL ORDER BY person_code, valid_from"
)
HOMES = (
    "SELECT household_code, household_code, village_code, valid_from, valid_to, '', head_name FROM register_household "
    "WHERE household_code = ANY (%s) AND superseded_at IS NULL ORDER BY household_code, valid_from"
)
LENGTH = (
    "SELECT (SELECT count(*) FROM register_person WHERE household_code = ANY (%s)) + (SELECT count(*) FROM register_household WHERE household_code = ANY (%s))"
)


def _by(found):
    periods = {}
    for code, *period in found:
        periods.setdefault(code, []).append(period)
    return periods


def _conserved(people, persons):
    """Each person's periods follow one another without gap or overlap, from the day she came to the day she went."""
    spans = {code: (periods[0][2], periods[-1][3]) for code, periods in persons.items()}
    assert spans == people
    assert all(one[3] == two[2] for periods in persons.values() for one, two in pairwise(periods))


def _in_their_households(persons, homes):
    """On each day that a person belongs to a household, the household is there, in her village; and it is in one place at a time."""
    assert all(one[3] == two[2] for periods in homes.values() for one, two in pairwise(periods))
    for periods in persons.values():
        for code, village, since, end, _, _ in periods:
            day = since
            for _, where, begins, ends, _, _ in homes[code]:
                if begins <= day and (ends is None or ends > day) and where == village:
                    day = ends or date.max
                if end is not None and day >= end:
                    break
            assert day >= (end or date.max), (code, village, since, end, homes[code])


def _headed(persons, homes):
    """Each household that goes on has members, one of them the householder, by whose name it is known."""
    for code, periods in homes.items():
        members = [period for each in persons.values() for period in each if period[0] == code and period[3] is None]
        heads = [period[5] for period in members if period[4] == "head"]
        assert heads == ([periods[-1][5]] if periods[-1][3] is None else [])
        assert bool(members) == (periods[-1][3] is None)


def _facts(told):
    if told is None:
        return None
    shown = [{name: value for name, value in facts.items() if name != "superseded_at"} for facts in (told.facts, *told.members)]
    return shown, {year: row["id"] for year, row in told.years.items()}


def test_persons_are_conserved_and_nobody_is_in_two_places(office):
    run_state_machine_as_test(
        Register, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    )
