"""The timetable of 1:1 meetings as a model for CP-SAT, the strongest free solver of its kind, as a baseline.

    python solve.py FILE SECONDS

FILE is an instance as `npm run -s timetable` reads it. Prints one JSON object a line, {"seconds", "gaps", "bound"}, for
every better timetable, and a last one at the end. All meetings have to be held: the instances compared allow it.
"""

import json
import sys
import time

from ortools.sat.python import cp_model


class Report(cp_model.CpSolverSolutionCallback):
    """Says each solution as it is found."""

    def __init__(self):
        super().__init__()
        self.begun = time.monotonic()

    def on_solution_callback(self):
        say(time.monotonic() - self.begun, self.objective_value, self.best_objective_bound)


def say(seconds, gaps, bound):
    print(json.dumps({"seconds": seconds, "gaps": round(gaps), "bound": max(0, round(bound))}), flush=True)


def model_of(instance):
    """A boolean for every meeting in every slot it may have; a gap is a run of meetings that begins after the first."""
    model = cp_model.CpModel()
    slots = instance["slots"]
    forbidden = {one["id"]: set(one.get("unavailable", [])) for one in instance["participants"]}
    sits = {person: [[] for _ in slots] for person in forbidden}
    tables = [[] for _ in slots]
    for meeting in instance["meetings"]:
        sides = (meeting["a"], meeting["b"])
        places = []
        for at, slot in enumerate(slots):
            if any(slot["id"] in forbidden[person] for person in sides) or not fits(meeting, slot):
                continue
            here = model.new_bool_var("")
            places.append(here)
            tables[at].append(here)
            for person in sides:
                sits[person][at].append(here)
        model.add_exactly_one(places)
    for at, slot in enumerate(slots):
        model.add(sum(tables[at]) <= slot.get("tables", instance["tables"]))
    begins = [one for days in sits.values() for one in begins_of(model, days)]
    people = sum(any(days) for days in sits.values())
    model.minimize(sum(begins) - people)
    return model


def fits(meeting, slot):
    wanted = meeting.get("session", "ANY")
    locked = meeting.get("locked")
    return (wanted == "ANY" or slot.get("session", "ANY") in ("ANY", wanted)) and (
        not locked or locked["slot"] == slot["id"]
    )


def begins_of(model, days):
    """For each slot whether a run of one participant's meetings begins there; everyone's day has at least one run."""
    begins = []
    before = 0
    for here in days:
        if not here:
            before = 0
            continue
        busy = model.new_bool_var("")
        model.add(sum(here) == busy)
        begin = model.new_bool_var("")
        model.add(begin >= busy - before)
        begins.append(begin)
        before = busy
    if begins:
        model.add(sum(begins) >= 1)
    return begins


def main(path, seconds):
    with open(path, encoding="utf-8") as file:
        model = model_of(json.load(file))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    report = Report()
    status = solver.solve(model, report)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        say(time.monotonic() - report.begun, solver.objective_value, solver.best_objective_bound)


main(sys.argv[1], float(sys.argv[2]))
