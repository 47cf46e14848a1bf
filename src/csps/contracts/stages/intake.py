"""What `csps.feeds` notes about deliveries. No value of a delivery is in it, only where something stood."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Table
from csps.contracts.retention import DELIVERY_LEDGER

AGENCY = "csps"
OPERATIONS = frozenset({Purpose.OPERATIONS})

LOAD = Table(
    name="feeds.load",
    agency=AGENCY,
    meaning="A delivery that was found in the drop box, and what became of it.",
    row="one row per delivery and table",
    key=("delivery", "table_name"),
    happened_on="known_on",
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps; accepted and rejected rows add up to those read",
    columns=(
        c.text("delivery", "Path of the file inside the drop box.", required=True),
        c.text("feed", "The feed it belongs to, as programme.toml names it.", required=True),
        c.text("table_name", "The table its rows belong to.", required=True),
        c.day("known_on", "Extraction date of the delivery.", required=True),
        c.text("sha256", "Hash of the file's bytes.", required=True),
        c.count("file_bytes", "Size of the file.", "bytes", required=True),
        c.count("rows_read", "Data rows in the file.", "rows", required=True),
        c.count("rows_accepted", "Rows in the lake.", "rows", required=True),
        c.count("rows_rejected", "Rows sealed in the vault and listed in feeds.rejected.", "rows", required=True),
        c.code("state", "What became of it.", codes.LOAD_STATE, required=True),
        c.text("rule", "The rule that kept it out, if one did."),
        c.day("week", "The week whose run found it.", required=True),
    ),
)
FINDING = Table(
    name="feeds.finding",
    agency=AGENCY,
    meaning="Something in a delivery that breaks a rule.",
    row="one row per delivery, line, column and rule",
    key=("delivery", "table_name", "line", "column_name", "rule"),
    happened_on="week",
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps",
    columns=(
        c.text("delivery", "Path of the file inside the drop box.", required=True),
        c.count(
            "line",
            "Line of the row in the file, its header being line 1; 0 for the whole file.",
            "line number",
            required=True,
        ),
        c.text("table_name", "The table the delivery belongs to.", required=True),
        c.text("column_name", "The column; * for the whole row or file.", required=True),
        c.text("rule", "The rule that is broken.", required=True),
        c.code("effect", "What follows from it.", codes.FINDING_EFFECT, required=True),
        c.day("week", "The week whose run found it.", required=True),
    ),
)
REJECTED = Table(
    name="feeds.rejected",
    agency=AGENCY,
    meaning="A row that was not taken in. The row itself is sealed in the vault.",
    row="one row per rejected row",
    key=("delivery", "table_name", "line"),
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps",
    columns=(
        c.text("delivery", "Path of the file inside the drop box.", required=True),
        c.count(
            "line", "Line of the row in the file, its header being line 1.", "line number", minimum=1, required=True
        ),
        c.text("table_name", "The table the delivery belongs to.", required=True),
        c.text("rule", "The first rule it breaks.", required=True),
    ),
)

FILLED = Table(
    name="feeds.filled",
    agency=AGENCY,
    meaning="How many values of a column a delivery brought.",
    row="one row per delivery, table and column that may be missing",
    key=("delivery", "table_name", "column_name"),
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps; counted over accepted rows",
    columns=(
        c.text("delivery", "Path of the file inside the drop box.", required=True),
        c.text("table_name", "The table the delivery belongs to.", required=True),
        c.text("column_name", "The column, as the contract of the delivery names it.", required=True),
        c.count("rows", "Accepted rows of the delivery.", "rows", required=True),
        c.count("filled", "Of them those that have a value.", "rows", required=True),
    ),
)

PATTERN = Table(
    name="feeds.pattern",
    agency=AGENCY,
    meaning="How the values of a delivery lie: rows by column and band. A band is a code, a size or a distance in time.",
    row="one row per delivery, table, column and band, for the last deliveries of each run",
    key=("delivery", "table_name", "column_name", "band"),
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps; counted over all rows read, so that a delivery can be held against those before",
    columns=(
        c.text("delivery", "Path of the file inside the drop box.", required=True),
        c.text("table_name", "The table its rows belong to.", required=True),
        c.text("column_name", "The column, as the contract of the delivery names it.", required=True),
        c.text("band", "The band: see `csps.feeds.patterns`.", required=True),
        c.count("rows", "Rows whose value lies in it.", "rows", required=True),
    ),
)
WITHDRAWN = Table(
    name="feeds.withdrawn",
    agency=AGENCY,
    meaning="A row that its agency took back: it sent the file again, without the row.",
    row="one row per delivery, table and line",
    key=("delivery", "table_name", "line"),
    retention=DELIVERY_LEDGER,
    purposes=OPERATIONS,
    source="csps; before `known_on` the row counts, as it did then",
    columns=(
        c.text("delivery", "The delivery that had brought the row.", required=True),
        c.text("table_name", "The row's table.", required=True),
        c.count("line", "Line of the row in that delivery.", "line number", minimum=1, required=True),
        c.day("known_on", "Since when the council knew that it was taken back.", required=True),
    ),
)

TABLES = (LOAD, FINDING, REJECTED, FILLED, PATTERN, WITHDRAWN)
