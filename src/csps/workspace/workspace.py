"""`csps.open`: tables as pandas frames, the weekly run, training and approval, in the words of the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from csps.access import Action, action_to_read
from csps.access.policy import allowed_roles
from csps.domain.errors import AccessError
from csps.domain.weeks import monday_of
from csps.features import explain_feature
from csps.feeds import explain_delivery
from csps.keys import Passphrase, passphrase_from
from csps.linkage import explain_links
from csps.outcomes import explain_criteria
from csps.pipeline import (
    compare_linkage,
    is_approved,
    judge,
    name_to_explain,
    open_site,
    run_week,
    shown,
    sign_in,
    train,
    train_linkage,
)
from csps.pipeline.quality.gathering import quality_of
from csps.settings.deployment import PASSPHRASE
from csps.worklist import gather
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, demonstrated_role, demonstrator, enrol_demonstrators
from csps.workspace.outcomes import cohort_of, progress_of, rules_as_frame
from csps.workspace.reading import read_memberships, read_table
from csps.workspace.reasons import why_scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.approval import Reviewed
    from csps.domain.progress import Progress
    from csps.features import Explanation
    from csps.feeds import Account
    from csps.linkage import Compared, Explained, Model
    from csps.outcomes import CaseProgress, CriteriaExplained
    from csps.pipeline import SignedIn, Site, Trained, WeekDone
    from csps.pipeline.quality.figures import Quality
    from csps.pipeline.verdicts import Shown
    from csps.worklist import Sheet
    from csps.workspace.reasons import ReasonBehind


class Workspace:
    """A workspace that was opened. Making one writes nothing.

    Args:
        site: the workspace as a run finds it.
        environ: variables by name; the passphrase of whoever works may be among them.
    """

    def __init__(self, site: Site, environ: Mapping[str, str]) -> None:
        self._site = site
        self._environ = environ

    def __repr__(self) -> str:
        """Say which workspace it is and which week is published."""
        manifest = self._site.lake.current()
        week = "nothing published yet" if manifest is None else f"week {manifest.week.isoformat()}"
        return f"<csps workspace {self._site.folder.name}: {self._site.programme.workspace.council}, {week}>"

    @property
    def site(self) -> Site:
        """The workspace as a run finds it: its choices, specifications, lake and journal."""
        return self._site

    def enrol_demonstrators(self) -> None:
        """Make the keys of a synthetic workspace and enrol its demonstrators, unless that was done.

        Raises:
            AccessError: the workspace is not synthetic.
        """
        enrol_demonstrators(self._site)

    def tables(self) -> pd.DataFrame:
        """List the published tables: name, rows, parts and what each holds.

        Returns:
            one row per table, indexed by name; empty before the first week is published.
        """
        manifest = self._site.lake.current()
        parts = {} if manifest is None else manifest.parts
        rows = [
            (name, sum(one.rows for one in held.values()), len(held), self._site.lake.contract(name).meaning)
            for name, held in parts.items()
        ]
        return pd.DataFrame(rows, columns=["table", "rows", "parts", "meaning"]).set_index("table")

    def table(
        self,
        name: str,
        *,
        week: date | None = None,
        part: str | None = None,
        person: str | None = None,
        passphrase: str | None = None,
    ) -> pd.DataFrame:
        """Give a published table as a pandas frame with Arrow types.

        A few tables tell what a restriction is there to keep, or who is on the list (`csps.access.sealed_tables`): somebody
        whose duty they are must be named. In a synthetic workspace a demonstrator is, unless another is. What is about a
        sealed family is left out of every table, and counted in `attrs["rows_left_out_as_sealed"]`, unless somebody is
        named who may see such a family: information governance.

        Args:
            name: "stage.table", for example "scoring.score".
            week: a published week; None for the latest.
            part: one part of it, for example the families as of one date; None for all.
            person: who reads it; needed for a sealed table and for sealed families.
            passphrase: of their key.

        Raises:
            ContractError: no such table.
            UsageError: nothing of it is published.
            AccessError: the table is sealed, and nobody who may read it is named.
        """
        action, reader = action_to_read(name), None
        if action is not None or person is not None:
            roles = allowed_roles(action or Action.SEE_TABLES)
            reader = self._sign_in(demonstrated_role(roles), person, passphrase)
        if action is not None and reader is not None:
            reader.check(action)
        return read_table(self._site, name, week, part, reader)

    def weekly_list(self, week: date | None = None) -> Sheet:
        """Give a published week's list as plain values: what its page is written from, seals kept.

        Args:
            week: a Monday; None for the published week.

        Raises:
            UsageError: nothing is published, or there is no list of that Monday.
        """
        with self._site.lake.connect() as lake:
            day = week or (lake.manifest.week if lake.manifest else self.last_monday)
            return gather(lake, as_of=day, programme=self._site.programme, specs=self._site.specs)

    def explain_delivery(self, delivery: str) -> tuple[Account, ...]:
        """Say what became of a delivery and of each row that was refused, without a value. See `csps.feeds`.

        Args:
            delivery: its path in the drop box, or the end of it.

        Raises:
            UsageError: no such delivery, or several.
        """
        with self._site.lake.connect() as lake:
            return explain_delivery(lake, delivery)

    def data_quality(self) -> Quality:
        """Say what the data of the published week is worth: its report as plain values.

        Raises:
            UsageError: nothing is published.
        """
        with self._site.lake.connect() as lake:
            return quality_of(lake, self._site.programme)

    def weekly(
        self,
        as_of: date | None = None,
        *,
        person: str | None = None,
        passphrase: str | None = None,
        progress: Progress | None = None,
    ) -> WeekDone:
        """Run and publish a week. See `csps.pipeline.run_week` for what it does and refuses.

        Args:
            as_of: a Monday; None for the last one, or for the end of a synthetic borough.
            person: the short name of a data officer; None in a synthetic workspace.
            passphrase: of their key; None takes CSPS_PASSPHRASE.
            progress: who watches.
        """
        by = self._sign_in("data officer", person, passphrase)
        return run_week(self._site, as_of or self.last_monday, by=by, progress=progress)

    def train(
        self,
        model: str,
        *,
        trials: int | None = None,
        person: str | None = None,
        passphrase: str | None = None,
        progress: Progress | None = None,
    ) -> Trained:
        """Train a model and put its evidence together. See `csps.pipeline.train`.

        Args:
            model: "maltreatment" or "eligibility".
            trials: how many settings are tried; None for what the specification says, 0 for its start values.
            person: the short name of a trainer; None in a synthetic workspace.
            passphrase: of their key; None takes CSPS_PASSPHRASE.
            progress: who watches.
        """
        by = self._sign_in("trainer", person, passphrase)
        return train(self._site, model, by=by, trials=trials, progress=progress)

    def judge(
        self,
        model: str,
        verdict: str,
        reason: str,
        *,
        version: str | None = None,
        acknowledged: Sequence[str] = (),
        person: str | None = None,
        passphrase: str | None = None,
    ) -> Reviewed:
        """Sign that a model may be used, or may not. See `csps.pipeline.judge`.

        Args:
            model: the model's name.
            verdict: "approve" or "refuse".
            reason: why, in a sentence.
            version: which version; None for the newest.
            acknowledged: names of the facts in its report that no mark decides; an approval needs them all.
            person: the short name of a reviewer, who did not train it; None in a synthetic workspace.
            passphrase: of their key; None takes CSPS_PASSPHRASE.
        """
        by = self._sign_in("reviewer", person, passphrase)
        return judge(self._site, model, verdict, reason, version=version, acknowledged=acknowledged, by=by)

    def evidence(self, model: str, version: str | None = None) -> Shown:
        """Give what is signed about a model's version, verified. See `csps.pipeline.verdicts.Shown`.

        Its `figures["metrics"]` and `figures["groups"]` are rows for `pandas.DataFrame`.

        Args:
            model: the model's name.
            version: the first digits of its hash; None for the version submitted last.

        Raises:
            UsageError: there is no evidence about it, or the digits mean no version.
            ApprovalError: what is signed about it cannot be relied on.
        """
        return shown(self._site, model, version)

    def explain_feature(self, family: str, feature: str, as_of: date | None = None) -> Explanation:
        """Find what is behind a value: source rows, members, arithmetic, and what an empty value means.

        Args:
            family: pseudonym of the family, or the digits that the list prints of it.
            feature: name of the feature, for example "police_incidents_52w".
            as_of: a date for which features were computed; None for the published week.

        Raises:
            AccessError: the family is sealed.
            UsageError: there is no such feature, no features of that date, or no such family on it.
            IntegrityError: the stored value is not what its rows say.
        """
        with self._site.lake.connect() as lake:
            day = as_of or (lake.manifest.week if lake.manifest else self.last_monday)
            return explain_feature(lake, name_to_explain(lake, family, day), feature, day, self._site.programme)

    def why_scored(self, family: str, as_of: date | None = None) -> tuple[ReasonBehind, ...]:
        """Say why a family has its scores, with the rows behind each reason. See `csps.workspace.reasons.why_scored`."""
        return why_scored(self._site, family, as_of)

    def explain_criteria(self, family: str, as_of: date | None = None) -> CriteriaExplained:
        """Say which criteria a family meets, by which rows, and what is missing to judge the others.

        Args:
            family: pseudonym of the family, or the digits that the list prints of it.
            as_of: a date for which the criteria were judged; None for the published week.

        Raises:
            AccessError: the family is sealed.
            UsageError: the criteria were not judged for the date, or there is no such family on it.
            IntegrityError: what is stored is not what the rows say.
        """
        with self._site.lake.connect() as lake:
            day = as_of or (lake.manifest.week if lake.manifest else self.last_monday)
            return explain_criteria(lake, name_to_explain(lake, family, day), day, self._site.programme)

    def family_progress(self, family: str | None = None, as_of: date | None = None) -> tuple[CaseProgress, ...]:
        """Say what became of families on the programme. See `csps.workspace.outcomes.progress_of`."""
        return progress_of(self._site, family, as_of)

    def cohort(self, model: str, as_of: date | None = None) -> tuple[Mapping[str, object], ...]:
        """Give whom a model is about, date by date. See `csps.workspace.outcomes.cohort_of`."""
        return cohort_of(self._site, model, as_of)

    def rules(self, as_of: date | None = None) -> pd.DataFrame:
        """Give the lines of the rule set in force on a day. See `csps.workspace.outcomes.rules_as_frame`."""
        return rules_as_frame(self._site.programme, as_of or self.last_monday)

    def train_linkage(self, *, person: str | None = None, passphrase: str | None = None) -> Model:
        """Learn linkage's model anew; the next week links everything again by it. See `csps.pipeline.train_linkage`."""
        return train_linkage(self._site, by=self._sign_in("data officer", person, passphrase))

    def compare_linkage(
        self, *, learn_anew: bool = False, person: str | None = None, passphrase: str | None = None
    ) -> Compared:
        """Link everything again without writing anything, and say how it differs. See `csps.pipeline.compare_linkage`."""
        by = self._sign_in("data officer", person, passphrase)
        return compare_linkage(self._site, by=by, learn_anew=learn_anew)

    def explain_links(self, pseudonym: str) -> Explained:
        """Say why records are taken for one person; `csps.workspace.links.waterfall` draws it.

        Args:
            pseudonym: of a record or a person of the published week.

        Raises:
            UsageError: nobody has it, or nothing was linked yet.
        """
        with self._site.lake.connect() as lake:
            return explain_links(lake, pseudonym)

    def memberships(self, family: str | None = None) -> pd.DataFrame:
        """Say who was in which family from when to when, in which role and on what evidence.

        Args:
            family: pseudonym of one family, or its first digits as the list prints them; None for all.

        Returns:
            a row per spell; see `csps.families.memberships` for the columns. Sealed families are left out, and one that is
            asked about is as one that is not there.

        Raises:
            UsageError: nothing is published.
        """
        return read_memberships(self._site, family)

    def is_approved(self, model: str) -> bool:
        """Say whether a model may be used today."""
        return is_approved(self._site, model)

    @property
    def last_monday(self) -> date:
        """The Monday a week is looked at from unless another is named."""
        return self._site.programme.workspace.as_of or monday_of(self._site.today)

    def _sign_in(self, role: str, person: str | None, passphrase: str | None) -> SignedIn:
        return self.sign_in(role, person, Passphrase(passphrase) if passphrase else None)

    def sign_in(self, role: str, person: str | None, passphrase: Passphrase | None) -> SignedIn:
        """Open the key of somebody in a role; in a synthetic workspace of the demonstrator in it, unless one is named.

        A synthetic workspace in which nobody was enrolled yet gets its demonstrators then.

        Raises:
            AccessError: nobody is named, or the key does not open.
        """
        if person is None and self._site.synthetic:
            self.enrol_demonstrators()
        who = person or (demonstrator(role) if self._site.synthetic else None)
        if who is None:
            raise AccessError(f"A {role} does this, and nobody is named.", next_step="Name them with --as PERSON.")
        demonstration = {PASSPHRASE: DEMONSTRATION_PASSPHRASE} if self._site.synthetic else {}
        stated = {**demonstration, **self._environ}
        return sign_in(self._site, who, passphrase or passphrase_from(stated, PASSPHRASE, None, f"the key of {who}"))


def open_workspace(path: str | Path, *, environ: Mapping[str, str] | None = None) -> Workspace:
    """Open a workspace: the folder that holds `programme.toml`. Nothing is written.

    Args:
        path: the folder.
        environ: variables that begin with CSPS_; None for the process's own.

    Raises:
        UsageError: the folder is no workspace.
        SettingsError: its choices or the environment cannot be used.
    """
    environ = os.environ if environ is None else environ
    return Workspace(open_site(Path(path), environ), environ)
