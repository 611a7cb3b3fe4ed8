import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { Electives, ElectivesInput } from '../contract/electives.ts'
import { chooseRefusal, offerRefusal, type ChooseRefusal, type ElectivesRefusal } from '../core/electives.ts'
import {
  isInProgramme,
  listChosen,
  listElectives,
  loadElectiveRule,
  writeChoice,
  writeElectives,
} from '../store/electives.ts'

/** What of a programme one chooses for oneself, and what this person has chosen; undefined where there is nothing to choose. */
export async function readElectives(
  tx: Tx,
  programmeId: string,
  personId: string | null,
): Promise<Electives | undefined> {
  const rule = await loadElectiveRule(tx, programmeId)
  if (!rule) return undefined
  const chosen = personId === null ? new Set<string>() : await listChosen(tx, programmeId, personId)
  const items = await listElectives(tx, programmeId)
  return {
    least: rule.least,
    most: rule.most,
    until: rule.until.toISOString(),
    items: items.map((each) => ({ ...each, isChosen: chosen.has(each.id) })),
  }
}

/** Says what of a programme one chooses, how many and until when. */
export async function offerElectives(
  tx: Tx,
  programmeId: string,
  { least, most, until, items }: ElectivesInput,
): Promise<Result<Electives, 'programme_not_found' | ElectivesRefusal>> {
  if (!(await findProgramme(tx, programmeId))) return err('programme_not_found')
  await loadElectiveRule(tx, programmeId, true)
  const refusal = offerRefusal({ least, most }, items, await listElectives(tx, programmeId))
  if (refusal) return err(refusal)
  await writeElectives(tx, programmeId, { least, most, until: new Date(until) }, items)
  note(tx, {
    act: 'programme.electives_offered',
    object: { kind: 'programme', id: programmeId },
    after: { least, most, until, electives: items.length },
  })
  const offered = await readElectives(tx, programmeId, null)
  return offered ? ok(offered) : err('programme_not_found')
}

export type ChooseElectivesRefusal = ChooseRefusal | 'electives_none' | 'not_in_programme'

/** Chooses electives in place of what was chosen before: all of them, or nothing changes. Asked twice, it is the same choice. */
export async function chooseElectives(
  tx: Tx,
  programmeId: string,
  personId: string,
  ids: readonly string[],
): Promise<Result<Electives, ChooseElectivesRefusal>> {
  // Whoever chooses holds the rule: places of all electives of a programme are counted one choice after the other.
  const rule = await loadElectiveRule(tx, programmeId, true)
  if (!rule) return err('electives_none')
  if (!(await isInProgramme(tx, programmeId, personId))) return err('not_in_programme')
  const held = await listChosen(tx, programmeId, personId)
  const refusal = chooseRefusal(rule, await listElectives(tx, programmeId), ids, held, tx.context.now)
  if (refusal) return err(refusal)
  const wanted = new Set(ids)
  const added = [...wanted].filter((id) => !held.has(id))
  const dropped = [...held].filter((id) => !wanted.has(id))
  await writeChoice(tx, programmeId, personId, { added, dropped })
  note(tx, {
    act: 'elective.chosen',
    object: { kind: 'programme', id: programmeId },
    before: { electives: [...held] },
    after: { personId, electives: [...wanted] },
  })
  const chosen = await readElectives(tx, programmeId, personId)
  return chosen ? ok(chosen) : err('electives_none')
}
