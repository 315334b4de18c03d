"""The component definition: a component per provider, and the controls that its checks bear on."""

from collections.abc import Iterator

from reports.oscal.parts import Ids, Plain, line, lines, metadata, prop, props, resource, token
from scanner.assessment import Assessment, CheckInfo
from scanner.framework_model import Control, Framework
from scanner.language import Translator


def definition(assessment: Assessment, translator: Translator) -> Plain:
    """The document."""
    return Definition(assessment, translator).document()


class Definition:
    """The document of one assessment's checks in one language."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.assessment, self.t = assessment, translator
        self.id = Ids(assessment.run.id)
        self._checks = {check.id: check for check in assessment.checks}

    def document(self) -> Plain:
        """The whole; components are left out where no check ran."""
        providers = sorted({check.provider for check in self.assessment.checks})
        made: Plain = {
            "uuid": self.id("definition"),
            "metadata": metadata(self.assessment, self.t, self.t("The checks of Tenken")),
        }
        if providers:
            made["components"] = (self._component(name) for name in providers)
        if documents := [resource(one, self.id, self.t) for one in self.assessment.frameworks]:
            made["back-matter"] = {"resources": documents}
        return made

    def _component(self, provider: str) -> Plain:
        version = dict(self.assessment.run.plugins).get(provider, "")
        made: Plain = {
            "uuid": self.id("component", provider),
            "type": "validation",
            "title": line(f"Tenken {provider}"),
            "description": self.t("Checks that read settings and judge them; none changes anything."),
            "props": [*props(version=version), *(prop("check", one.id) for one in self._of(provider))],
        }
        if implementations := list(self._implementations(provider)):
            made["control-implementations"] = implementations
        return made

    def _of(self, provider: str) -> list[CheckInfo]:
        return [check for check in self.assessment.checks if check.provider == provider]

    def _implementations(self, provider: str) -> Iterator[Plain]:
        for framework in self.assessment.frameworks:
            requirements = list(self._requirements(provider, framework))
            if requirements:
                key = (framework.framework, framework.edition)
                yield {
                    "uuid": self.id("implementation", provider, *key),
                    "source": f"#{self.id('document', *key)}",
                    "description": line(framework.title[self.t.language]),
                    "props": props(framework=framework.framework, edition=framework.edition),
                    "implemented-requirements": requirements,
                }

    def _requirements(self, provider: str, framework: Framework) -> Iterator[Plain]:
        for control in framework.controls:
            checks = [self._checks[name] for name in control.checks if name in self._checks]
            mine = [check for check in checks if check.provider == provider]
            if mine:
                yield self._requirement(framework, control, mine)

    def _requirement(self, framework: Framework, control: Control, checks: list[CheckInfo]) -> Plain:
        names = (checks[0].provider, framework.framework, framework.edition, control.id)
        told = (f"{one.id}: {self.t(one.title)}. {self.t(one.reason)}" for one in checks)
        remedies = (f"{one.id}: {self.t(one.remedy)}" for one in checks)
        return {
            "uuid": self.id("requirement", *names),
            "control-id": token(control.id),
            "description": lines("\n\n".join(told)),
            "props": [*(prop("check", one.id) for one in checks), *self._permissions(checks)],
            "remarks": lines("\n\n".join(remedies)),
        }

    @staticmethod
    def _permissions(checks: list[CheckInfo]) -> list[Plain]:
        found = sorted({name for one in checks for name in one.permissions})
        return [prop("permission", name) for name in found]
