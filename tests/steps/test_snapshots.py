"""The snapshot of any study: what is made, kept, lacking, silent and refused, on made-up rows."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kankei.cli.commands import app
from kankei.steps import build
from kankei.steps.snapshots import RECIPES, Outcome, list_snapshot, make_snapshot
from kankei.steps.snapshots.plan import first_whole_year, plan_of
from kankei.steps.snapshots.provenance import answers
from kankei.study import Study, read_study
from kankei.terms.errors import InputError
from kankei.terms.period import Period
from tests.datasets.samples import write_cow, write_scores

CODES = {"JPN": 740, "KOR": 732, "USA": 2, "PRK": 731}


@pytest.fixture(autouse=True)
def no_other_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KANKEI_DATA", raising=False)
    monkeypatch.setenv("KANKEI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KANKEI_LANG", "en")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two months of scores and two roll calls, in the publishers' layouts."""
    scores, votes = (tmp_path / "data" / x for x in ("gdelt-country-day-scores", "unga-votes-cow"))
    for folder in (scores, votes):
        folder.mkdir(parents=True)
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(59)]
    write_scores(scores, [(day, "JPN", "KOR", float(day.day)) for day in days])
    ballots = [(730, 1), (732, 1), (740, 3), (2, 3)]
    rows = [(n, date(2018, 12, n), code, vote) for n in (1, 2) for code, vote in ballots]
    write_cow(votes, [(73_000 + n, day, code, vote) for n, day, code, vote in rows])
    return tmp_path / "data"


def with_settings(folder: Path, text: str) -> Study:
    settings = folder / "study.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[snapshot]\n{text}\n", "utf-8")
    return read_study(folder)


def states(found: tuple[Outcome, ...]) -> dict[str, str]:
    return {item.name: item.state for item in found}


def test_what_the_data_allow_is_made_and_the_rest_is_named_with_its_card(
    study: Path, data: Path
) -> None:
    told: list[str] = []
    found = make_snapshot(
        read_study(study),
        data,
        ["dyad_scores", "trade_dependence"],
        ended=lambda o: told.append(o.name),
    )
    assert told == ["dyad_scores", "trade_dependence"]
    assert states(found) == {"dyad_scores": "made", "trade_dependence": "lacking"}
    (problem,) = found[1].problems
    assert "the data set cow_trade is in none of" in problem.what
    assert problem.remedy.startswith("download it from https://correlatesofwar.org/")
    assert sorted(path.name for path in (study / "snapshot").iterdir()) == [
        "dyad_scores.csv",
        "dyad_scores.toml",
    ]
    about = tomllib.loads((study / "snapshot" / "dyad_scores.toml").read_text(encoding="utf-8"))
    assert about["options"]["states"] == "JPN KOR PRK USA"
    assert about["options"]["months"] == "2018-01/2018-02"
    build(study)


def test_a_table_is_made_again_only_when_something_changed(study: Path, data: Path) -> None:
    only = ["dyad_scores"]
    assert states(make_snapshot(read_study(study), data, only)) == {"dyad_scores": "made"}
    before = (study / "snapshot" / "dyad_scores.csv").stat().st_mtime_ns
    assert states(make_snapshot(read_study(study), data, only)) == {"dyad_scores": "kept"}
    assert (study / "snapshot" / "dyad_scores.csv").stat().st_mtime_ns == before
    assert states(make_snapshot(read_study(study), data, only, again=True)) == {
        "dyad_scores": "made"
    }
    narrower = with_settings(study, 'months = "2018-01"')
    assert states(list_snapshot(narrower, data, only)) == {"dyad_scores": "due"}
    write_scores(data / "gdelt-country-day-scores", [(date(2018, 1, 1), "JPN", "KOR", 1.0)])
    assert states(list_snapshot(read_study(study), data, only)) == {"dyad_scores": "due"}


@pytest.mark.parametrize("suffix", [".csv", ".toml"])
def test_a_damaged_pair_is_made_again(study: Path, data: Path, suffix: str) -> None:
    make_snapshot(read_study(study), data, ["dyad_scores"])
    (study / "snapshot" / f"dyad_scores{suffix}").write_text("cut o", encoding="utf-8")
    found = make_snapshot(read_study(study), data, ["dyad_scores"])
    assert states(found) == {"dyad_scores": "made"}
    build(study)


def test_years_without_a_common_vote_stay_missing_in_the_report(study: Path, data: Path) -> None:
    found = make_snapshot(read_study(study), data, ["vote_agreement"])
    assert found[0].rows == 6 * len(range(1949, 2025))
    build(study)


def test_data_that_do_not_speak_of_the_states_leave_no_file(study: Path, data: Path) -> None:
    arms = data / "sipri-tiv-neasia"
    arms.mkdir()
    header = "supplier,recipient,year,value,supplier_cown,recipient_cown"
    (arms / "tiv_dyads.csv").write_text(
        f"{header}\nRussia,Ukraine,2000,1.0,365,369\n", encoding="utf-8"
    )
    settings = study / "study.toml"
    text = settings.read_text(encoding="utf-8").replace(', "PRK"', "")
    settings.write_text(text, encoding="utf-8")
    assert states(make_snapshot(read_study(study), data, ["arms_dependence"])) == {
        "arms_dependence": "silent"
    }
    assert not (study / "snapshot").exists()


def test_what_is_refused_is_told_and_the_other_tables_go_on(study: Path, data: Path) -> None:
    found = make_snapshot(read_study(study), data, ["relation", "dyad_scores"])
    assert states(found) == {"dyad_scores": "made", "relation": "failed"}
    assert found[1].problems[0].remedy


def test_data_that_cannot_be_read_are_told_and_stop_nothing(study: Path, data: Path) -> None:
    (data / "unga-votes-cow" / "votes.parquet").write_bytes(b"cut off")
    found = make_snapshot(read_study(study), data, ["vote_agreement", "dyad_scores"])
    assert states(found) == {"vote_agreement": "failed", "dyad_scores": "made"}
    assert found[0].problems[0].file.endswith("votes.parquet")


def test_unknown_tables_and_terms_are_refused(study: Path, data: Path) -> None:
    with pytest.raises(InputError, match=r"no table 'relations'.*use one of vote_agreement"):
        make_snapshot(read_study(study), data, ["relations"])
    with pytest.raises(InputError, match=r"snapshot\.terms.*there is no term 'war'"):
        with_settings(study, 'terms = ["war"]')


def test_the_defaults_follow_from_the_study(study: Path) -> None:
    plan = plan_of(read_study(study))
    assert plan.states == ("JPN", "KOR", "PRK", "USA") and plan.focus == ("JPN", "KOR")
    assert (plan.since, plan.votes_since, plan.years_since, plan.last) == (1949, 1949, 1995, 2024)
    assert plan.seats == {} and plan.region == plan.states
    assert plan.beside == ("BRA", "CHN", "FRA", "GBR", "IND", "RUS", "SUN")
    assert len(plan.others) == 31 and not set(plan.others) & set(plan.states)
    assert plan.ties() == ("diplomatic_ties",)


def test_the_settings_of_a_study_take_the_place_of_the_defaults(study: Path) -> None:
    chosen = 'since = 1960\nbeside = ["IND"]\nlearn_from = ["BRA", "USA"]\npoles = [["IND"]]'
    plan = plan_of(with_settings(study, chosen))
    assert (plan.since, plan.votes_since) == (1960, 1960)
    assert plan.beside == ("IND",) and plan.others == ("BRA",)
    points = next(recipe for recipe in RECIPES if recipe.name == "ideal_points")
    assert points.asked(plan)["beside"] == "IND"
    assert "beside" not in points.asked(plan_of(replace_snapshot(study)))


def replace_snapshot(folder: Path) -> Study:
    """The study with the defaults again."""
    study = read_study(folder)
    settings = study.settings.model_copy(update={"snapshot": type(study.settings.snapshot)()})
    return replace(study, settings=settings)


def test_ties_are_read_only_where_they_speak_of_the_states(study: Path) -> None:
    settings = study / "study.toml"
    text = settings.read_text(encoding="utf-8").replace(
        '"JPN", "KOR", "USA", "PRK"', '"SAU", "QAT"'
    )
    settings.write_text(text.replace("JPN-KOR", "QAT-SAU"), encoding="utf-8")
    plan = plan_of(read_study(study))
    assert plan.ties() == () and plan.since == 1972
    needs = {recipe.name: [x.dataset for x in recipe.needs(plan)] for recipe in RECIPES}
    assert needs["relation_beside"] == ["gdelt_dyad_days", "unga_rollcalls"]
    assert needs["term_use"] == ["ungd"]


@pytest.mark.parametrize(
    ("listed", "first"),
    [(["DEU"], 1950), (["RUS", "UKR"], 1992), (["IND", "PAK", "LKA"], 1949), (["USA"], 1946)],
)
def test_the_first_year_is_one_in_which_all_exist(listed: list[str], first: int) -> None:
    assert first_whole_year(listed) == first


def test_options_that_were_found_do_not_count_and_those_asked_for_do() -> None:
    assert answers({"a": "1", "b": None}, {"a": "1"})
    assert not answers({"a": "1", "b": "2"}, {"a": "1"})
    assert not answers({"a": "1"}, {"a": "1", "b": "2"})


def test_a_study_without_end_is_refused(study: Path) -> None:
    settings = study / "study.toml"
    text = settings.read_text(encoding="utf-8").replace("2018-01-01/2024-12-31", "2018-01-01/..")
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="has no end"):
        plan_of(read_study(study))


def test_the_command_shows_writes_and_ends_with_one_when_a_named_table_lacks_data(
    study: Path, data: Path
) -> None:
    run = CliRunner().invoke
    command = ["measure", "snapshot", str(study), "--data", str(data)]
    listed = run(app, [*command, "--list", "--json"])
    found = {row["name"]: row["state"] for row in json.loads(listed.stdout)}
    assert len(found) == len(RECIPES) and listed.exit_code == 0
    assert (found["dyad_scores"], found["term_use"]) == ("due", "lacking")
    assert not (study / "snapshot").exists()
    made = run(app, [*command, "--only", "dyad_scores", "--only", "term_use"])
    assert made.exit_code == 1
    assert "made: dyad_scores" in made.stdout and "Needed for: term_use." in made.stdout
    assert "kankei build" in made.stdout
    kept = run(app, [*command, "--only", "dyad_scores", "--json"])
    assert kept.exit_code == 0 and json.loads(kept.stdout)[0]["state"] == "kept"


def test_months_are_those_of_which_some_day_is_covered(study: Path, data: Path) -> None:
    make_snapshot(read_study(study), data, ["dyad_scores"])
    text = (study / "snapshot" / "dyad_scores.csv").read_text(encoding="utf-8")
    months = {row.split(",")[1][:7] for row in text.splitlines()[1:]}
    assert months == {"2018-01", "2018-02"}
    assert Period.parse("2018-01/2018-02").contains(date(2018, 2, 28))
