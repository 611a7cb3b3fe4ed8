import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { createProgrammes, type NewProgramme } from '../../programmes/public.ts'
import { findOrganisation } from '../../organisations/public.ts'
import type { MakePlan } from '../contract/documents.ts'
import type { PlanInFull } from '../contract/plans.ts'
import { isTaken, type Draft, type Item } from '../core/draft.ts'
import type { HourRuleFields, PhaseFields, ProgrammeFields, TargetFields } from '../core/fields.ts'
import { hundredthsOf } from '../core/targets.ts'
import { countsProgrammes } from '../core/warnings.ts'
import { findMadePlan, holdDocument, updateDocument } from '../store/documents.ts'
import { findPlan, insertPlan, replaceParts, type NewParts } from '../store/plans.ts'
import { tellPlan } from './plans.ts'

export type MakePlanRefusal =
  | 'document_not_found'
  | 'not_in_review'
  | 'version_stale'
  | 'document_unknown'
  | 'items_undecided'
  | 'nothing_taken'
  | 'plan_made_already'
  | 'id_reused'

/**
 * Makes the plan of one reviewed document with everything that was taken: phases, leading group, targets, hour rules, places,
 * and its programmes as drafts. All of it or nothing. Asking twice with the same id gives the first answer again.
 */
export async function makePlan(
  tx: Tx,
  documentId: string,
  wish: MakePlan,
): Promise<Result<PlanInFull, MakePlanRefusal>> {
  const row = await holdDocument(tx, documentId)
  if (!row) return err('document_not_found')
  const earlier = await findPlan(tx, wish.id)
  if (earlier) {
    const same = earlier.planDocumentId === documentId && earlier.documentIndex === wish.document
    return same ? ok(await tellPlan(tx, wish.id)) : err('id_reused')
  }
  const { draft } = row
  if ((row.state !== 'in_review' && row.state !== 'made') || !draft) return err('not_in_review')
  if (row.version !== wish.version) return err('version_stale')
  if (!draft.documents[wish.document]) return err('document_unknown')
  if (await findMadePlan(tx, documentId, wish.document)) return err('plan_made_already')
  const own = draft.items.filter((item) => item.document === wish.document)
  if (own.some((item) => item.decision === 'open')) return err('items_undecided')
  if (!own.some(isTaken)) return err('nothing_taken')

  const { id, document, title, year, issuer, cycle, budgetCents } = wish
  const { organisationId } = row
  const head = { id, organisationId, year, title, issuer, cycle, budgetCents }
  await insertPlan(tx, { ...head, planDocumentId: documentId, documentIndex: document })
  await replaceParts(tx, id, partsOf(draft, document))
  const owner = await findOrganisation(tx, organisationId)
  const ofSchool = owner?.kind === 'school'
  const programmes = taken(draft, document).flatMap((item) =>
    item.kind === 'programme' ? [programmeOf(item.fields, head, ofSchool)] : [],
  )
  await createProgrammes(tx, programmes)
  await updateDocument(tx, documentId, { state: 'made' })
  note(tx, {
    act: 'plan.made',
    object: { kind: 'plan', id },
    after: { ...head, planDocumentId: documentId, programmes: programmes.length },
  })
  return ok(await tellPlan(tx, id))
}

function taken(draft: Draft, document: number): readonly Item[] {
  return draft.items.filter((item) => item.document === document && isTaken(item))
}

function partsOf(draft: Draft, document: number): NewParts {
  const items = taken(draft, document)
  return {
    phases: items.flatMap((item) => (item.kind === 'phase' ? [phaseOf(item.fields)] : [])),
    // What the text reports as reached is no target.
    targets: items.flatMap((item) =>
      item.kind === 'target' && item.fields.figure === 'goal' ? [targetOf(item.fields)] : [],
    ),
    members: items.flatMap((item) => (item.kind === 'member' ? [{ id: newId(), ...item.fields }] : [])),
    hourRules: items.flatMap((item) => (item.kind === 'hourRule' ? [hourRuleOf(item.fields)] : [])),
    quotas: items.flatMap((item) =>
      item.kind === 'quota' ? [{ id: newId(), groupName: item.fields.group, places: item.fields.count }] : [],
    ),
  }
}

function phaseOf({ name, from, to, deliverables }: PhaseFields) {
  return { id: newId(), name, fromOn: from, toOn: to, deliverables: [...deliverables] }
}

function targetOf(fields: TargetFields) {
  const { measure, comparator, value, upper, unit, population, baseline } = fields
  return {
    id: newId(),
    measure,
    comparator,
    valueHundredths: hundredthsOf(value),
    upperHundredths: comparator === 'range' ? hundredthsOf(upper ?? value) : null,
    unit,
    population,
    baselineHundredths: baseline === null ? null : hundredthsOf(baseline),
    figureSource: countsProgrammes(fields) ? ('programmes' as const) : ('entered' as const),
  }
}

function hourRuleOf({ scope, category, min, max, period, average }: HourRuleFields) {
  return {
    id: newId(),
    scope,
    category,
    minCentihours: min === null ? null : hundredthsOf(min),
    maxCentihours: max === null ? null : hundredthsOf(max),
    period,
    average,
  }
}

function programmeOf(
  fields: ProgrammeFields,
  plan: { id: string; organisationId: string; year: number },
  ofSchool: boolean,
): NewProgramme {
  const { headcount, months } = fields
  const people = typeof headcount === 'number' ? headcount : null
  return {
    id: newId(),
    planId: plan.id,
    organisationId: plan.organisationId,
    providerId: null,
    year: plan.year,
    no: fields.no,
    title: fields.name,
    planTitle: fields.heading === fields.name ? null : fields.heading,
    level: ofSchool ? 'school' : fields.level,
    kind: fields.kind,
    category: fields.category,
    headcount: people,
    approximate: fields.approximate,
    wholeRoster: headcount === 'all',
    audience: fields.audience,
    modes: [...fields.modes],
    months: months === 'year-round' ? [] : [...months],
    yearRound: months === 'year-round',
    place: fields.place,
    centihours: fields.centihours,
    certificate: true,
    chiefExpert: null,
    admission: 'first_come',
    placesMax: people,
    enrolOpensAt: null,
    enrolClosesAt: null,
    startsOn: null,
    endsOn: null,
  }
}
