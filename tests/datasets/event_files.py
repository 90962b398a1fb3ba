"""Rows in the layouts of the publishers of event data, made by hand."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import card

GDELT = card("gdelt_events").forms[0].files[0].names


def gdelt_row(number: int, source: str, target: str, **cells: str) -> str:
    """One row of 61 cells; ``cells`` are named as in the code book."""
    day = cells.get("SQLDATE", "20230913")
    usual = {
        "GLOBALEVENTID": str(number),
        "SQLDATE": day,
        "Actor1Code": f"{source}GOV",
        "Actor1CountryCode": source,
        "Actor2Code": target,
        "Actor2CountryCode": target,
        "IsRootEvent": "1",
        "EventCode": "042",
        "GoldsteinScale": "1.9",
        "NumMentions": "6",
        "NumSources": "2",
        "NumArticles": "5",
        "AvgTone": "-1.25",
        "DATEADDED": "20230913001500",
        "SOURCEURL": f"https://example.org/{number}",
    }
    return "\t".join((usual | cells).get(name, "") for name in GDELT)


def write_gdelt(folder: Path, rows: list[str], name: str = "20230913.export.CSV") -> Path:
    (folder / name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


_ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"
    "Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,"
    "Province,Country,Latitude,Longitude"
)
ICEWS = _ICEWS.split(",")


def icews_row(number: int, source: str, target: str, **cells: str) -> str:
    """One row; ``cells`` are named with underscores for blanks."""
    usual = {
        "Event ID": str(number),
        "Event Date": "2018-06-01",
        "Source Name": f"Foreign Affairs ({source})",
        "Source Sectors": "Executive,Government",
        "Source Country": source,
        "CAMEO Code": "042",
        "Intensity": "1.9",
        "Target Name": target,
        "Target Country": target,
        "Story ID": "7",
        "Sentence Number": "2",
        "Publisher": 'The "Daily" Example',
    }
    given = usual | {key.replace("_", " "): value for key, value in cells.items()}
    return "\t".join(given.get(name, "NA") for name in ICEWS)


def write_icews(
    folder: Path, rows: list[str], name: str = "events.tab", header: list[str] = ICEWS
) -> Path:
    (folder / name).write_text("\n".join(["\t".join(header), *rows]) + "\n", encoding="utf-8")
    return folder


_POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,"
    "Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,"
    "Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
    "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,"
    "District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
POLECAT = _POLECAT.split(",")


def polecat_row(key: str, actors: str, recipients: str = "None", **cells: str) -> str:
    usual = {
        "Event ID": key,
        "Event Date": "2023-09-13",
        "Event Type": "CONSULT",
        "Intensity": "2.5",
        "Actor COW": actors,
        "Recipient COW": recipients,
        "Publication Date": "2023-09-14",
    }
    given = usual | {name.replace("_", " "): value for name, value in cells.items()}
    return "\t".join(given.get(name, "None") for name in POLECAT)


def write_polecat(folder: Path, rows: list[str], header: list[str] = POLECAT) -> Path:
    text = "\n".join(["\t".join(header), *rows]) + "\n"
    (folder / "week.txt").write_text(text, encoding="utf-8")
    return folder


def write_quadruples(
    root: Path, rows: list[str], entities: list[str], relations: list[str]
) -> Path:
    """The folder of ICEWS14 and the code book beside it."""
    folder, books = root / "tkg-icews14", root / "event-codebooks"
    folder.mkdir()
    books.mkdir()
    for name, lines in (("train", rows), ("valid", []), ("test", [])):
        text = "".join(f"{line}\r\n" for line in lines or ["0\t0\t0\t7296\t-1"])
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, lines in (("entity2id", entities), ("relation2id", relations)):
        text = "".join(f"{line}\t{number}\n" for number, line in enumerate(lines))
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    head = (
        '"","eventtype_ID","name","code","goldstein","nsLeft","nsRight","description",'
        '"usage_notes","example","root_code","order"'
    )
    book = [
        '"1",1,"Consult","04",1,1,1,NA,NA,NA,"04",1',
        '"2",2,"Consult","040",1,1,1,"Talks,\nof any kind",NA,NA,"04",2',
        '"3",3,"Provide military aid","072",8.3,1,1,NA,NA,NA,"07",3',
    ]
    (books / "cameo-codes.csv").write_text("\n".join([head, *book]) + "\n", encoding="mac_roman")
    return folder
