import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { covers } from '../../organisations/public.ts'
import { changeRefusal, findProgramme, publicStates, type ProgrammeRow } from '../../programmes/public.ts'
import type { RuleSetInput, RuleSetShown } from '../contract.ts'
import type { EligibilitySettings } from '../core.ts'
import { loadRules, readSettings, saveRules, saveSettings, titlesOf } from '../store/rules.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('rules need somebody who sets them')
  return actor
}

/** Whether somebody with these roots may know of a programme: once it is published, or if it is theirs to prepare. */
export async function isKnown(tx: Tx, programme: ProgrammeRow, scope: readonly string[]): Promise<boolean> {
  if (publicStates.includes(programme.state)) return true
  return covers(tx, scope, [programme.organisationId, ...(programme.providerId === null ? [] : [programme.providerId])])
}

/** What a programme asks of people beside its audience; undefined when there is none that this part of the tree knows of. */
export async function readRules(
  tx: Tx,
  programmeId: string,
  scope: readonly string[],
): Promise<RuleSetShown | undefined> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme || !(await isKnown(tx, programme, scope))) return undefined
  const { settings, ...set } = await loadRules(tx, programmeId)
  const { rules } = set
  return {
    series: set.series,
    stage: set.stage,
    rules: { ...rules, prerequisites: [...rules.prerequisites] },
    prerequisites: await titlesOf(tx, rules.prerequisites),
    cycleFrom: settings.cycleFrom,
    cycleYears: settings.cycleYears,
    limits: settings.limits.filter(
      ({ level, kind }) => level === programme.level && (kind === null || kind === programme.kind),
    ),
    changeRefusal: changeRefusal(programme.state, ['audience']) ?? null,
  }
}

export type SetRulesRefusal =
  | 'programme_not_found'
  | 'programme_frozen'
  | 'programme_promised'
  | 'prerequisite_not_found'
  | 'prerequisite_itself'
  | 'stage_without_series'
  | 'previous_stage_unknown'

/** Decides what a programme asks of people beside its audience. What was published as a promise stays as it was. */
export async function setRules(
  tx: Tx,
  programmeId: string,
  set: RuleSetInput,
  scope: readonly string[],
): Promise<Result<RuleSetShown, SetRulesRefusal>> {
  const programme = await findProgramme(tx, programmeId)
  // Its owner must lie in the asker's part: who only holds it decides on nothing of it.
  if (!programme || !(await covers(tx, scope, [programme.organisationId]))) return err('programme_not_found')
  const refusal = changeRefusal(programme.state, ['audience'])
  if (refusal) return err(refusal)
  const { rules, series, stage } = set
  if (stage !== null && series === null) return err('stage_without_series')
  if (rules.previousStage && (stage === null || stage === 1)) return err('previous_stage_unknown')
  if (rules.prerequisites.includes(programmeId)) return err('prerequisite_itself')
  const known = await titlesOf(tx, rules.prerequisites)
  if (known.length < new Set(rules.prerequisites).size) return err('prerequisite_not_found')
  const { settings: _, ...before } = await loadRules(tx, programmeId)
  await saveRules(tx, programmeId, set, actorOf(tx).accountId)
  note(tx, { act: 'eligibility.rules_set', object: { kind: 'programme', id: programmeId }, before, after: set })
  const now = await readRules(tx, programmeId, scope)
  return now ? ok(now) : err('programme_not_found')
}

/** Sets how often somebody may take part in a cycle; it holds for everybody who applies from now on. */
export async function setSettings(tx: Tx, settings: EligibilitySettings): Promise<Result<EligibilitySettings, never>> {
  const before = await readSettings(tx)
  await saveSettings(tx, settings, actorOf(tx))
  const object = { kind: 'eligibility_setting', id: 'cycle' }
  note(tx, { act: 'eligibility.settings_changed', object, before, after: settings })
  return ok(settings)
}
