import type { Tx } from '../../../platform/db/db.ts'
import { showPeople } from '../../people/public.ts'
import type { Evidence, SchoolPlanInFull, SchoolSession } from '../contract/plans.ts'
import type { PlanContent } from '../core/content.ts'
import { closeRefusal, completenessOf, type EvidenceFacts } from '../core/evidence.ts'
import { decideRefusal } from '../core/states.ts'
import { listClosures } from '../store/closures.ts'
import { centreApproves, findPlan, hasCentre, showPlan, type PlanKept } from '../store/plans.ts'
import {
  listEvidence,
  listMarks,
  listMemberIds,
  listReflections,
  listSessions,
  type EvidenceRow,
} from '../store/sessions.ts'
import { listDecisions, listVersions } from '../store/versions.ts'
import { handsIn, stagesOf } from './decide.ts'

/** The sessions of a plan as they are shown: who was there, what was said, what they took along. */
export async function tellSessions(tx: Tx, planId: string, evidence: readonly EvidenceRow[]): Promise<SchoolSession[]> {
  const sessions = await listSessions(tx, planId)
  const ids = sessions.map(({ id }) => id)
  const marks = Map.groupBy(await listMarks(tx, ids), ({ sessionId }) => sessionId)
  const reflections = Map.groupBy(await listReflections(tx, ids), ({ sessionId }) => sessionId)
  const signed = new Set(
    evidence.filter((one) => one.evidence.kind === 'attendance').map((one) => one.evidence.sessionId),
  )
  return sessions.map(({ tenantId: _, planId: __, position: ___, recordedBy: ____, recordedAt, ...session }) => ({
    ...session,
    recordedAt: recordedAt?.toISOString() ?? null,
    marks: (marks.get(session.id) ?? []).map(({ personId, mark, reason }) => ({ personId, mark, reason })),
    reflections: (reflections.get(session.id) ?? []).map(({ personId, name, text, writtenAt }) => ({
      ...{ personId, name, text, writtenAt: writtenAt.toISOString() },
    })),
    signedIn: signed.has(session.id),
  }))
}

/** What is known of the evidence of a plan. */
export function factsOf(
  content: Pick<PlanContent, 'topic'>,
  sessions: readonly SchoolSession[],
  evidence: readonly EvidenceRow[],
): EvidenceFacts {
  const size = (kind: string) => evidence.filter((one) => one.evidence.kind === kind).length
  const held = sessions
    .filter(({ state }) => state === 'held')
    .map(({ signedIn, summary }) => ({ signedIn, hasSummary: (summary ?? '').trim() !== '' }))
  const kept = { materials: size('material'), outcomes: size('outcome'), assessments: size('assessment') }
  return { hasTopic: content.topic !== null, held, ...kept }
}

function tellEvidence(rows: readonly EvidenceRow[], sessions: readonly SchoolSession[]): Evidence[] {
  const titles = new Map(sessions.map(({ id, title }) => [id, title]))
  return rows.map(({ evidence, personName, fileName, size }) => ({
    ...{ id: evidence.id, sessionId: evidence.sessionId, kind: evidence.kind, outcomeKind: evidence.outcomeKind },
    ...{ title: evidence.title, fileId: evidence.fileId, sha256: evidence.sha256, fileName, size, personName },
    sessionTitle: titles.get(evidence.sessionId ?? '') ?? null,
    addedByName: evidence.addedByName,
    addedAt: evidence.addedAt.toISOString(),
  }))
}

type Event = SchoolPlanInFull['history'][number]

async function tellHistory(
  tx: Tx,
  planId: string,
  versions: Awaited<ReturnType<typeof listVersions>>,
): Promise<Event[]> {
  const submitted = versions.map(({ version, reason, submittedAt, submittedByName }): Event => {
    const id = `submitted ${version}`
    return { id, at: submittedAt.toISOString(), by: submittedByName, act: 'submitted', stage: null, version, reason }
  })
  const decided = (await listDecisions(tx, planId)).map((one): Event => {
    const { stage, version, outcome, reason, decidedAt, decidedByName } = one
    const id = `${stage} ${version}`
    return { id, at: decidedAt.toISOString(), by: decidedByName, act: outcome, stage, version, reason }
  })
  const closed = (await listClosures(tx, planId)).flatMap((one): Event[] => {
    const of = { stage: null, version: null }
    const at = one.closedAt.toISOString()
    const closing: Event = { ...of, id: `closed ${one.id}`, at, by: one.closedByName, act: 'closed', reason: null }
    if (!one.reopenedAt) return [closing]
    const again = { at: one.reopenedAt.toISOString(), by: one.reopenedByName ?? '', reason: one.reopenedReason }
    return [closing, { ...of, id: `reopened ${one.id}`, ...again, act: 'reopened' }]
  })
  return [...submitted, ...decided, ...closed].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

async function wordRefusal(tx: Tx, plan: PlanKept): Promise<string | null> {
  const { actor } = tx.context
  if (!actor) return 'plan_other_stage'
  const stages = await stagesOf(tx, actor, plan.organisationId)
  return decideRefusal(plan, await handsIn(tx, plan), actor, stages) ?? null
}

const nothing: PlanContent = {
  ...{ title: '', goals: '', topic: null, teamId: null, category: null, mode: 'school' },
  ...{ centihours: 0, members: [], sessions: [] },
}

// Lists are read-only inside, and answered as plain ones.
const written = (content: PlanContent) => ({
  ...content,
  members: [...content.members],
  sessions: content.sessions.map((session) => ({ ...session })),
})

/** A plan with everything that its page shows; undefined when there is none. */
export async function tellPlan(tx: Tx, id: string): Promise<SchoolPlanInFull | undefined> {
  const [plan, row] = [await findPlan(tx, id), await showPlan(tx, id)]
  if (!plan || !row) return undefined
  const versions = await listVersions(tx, id)
  const said = versions.find(({ version }) => version === plan.versionInForce)?.content
  // Who takes part stands in the table: a number that was merged into another is found there under the one that stayed.
  const inForce = said && { ...said, members: await listMemberIds(tx, id) }
  const content = inForce ?? plan.draft ?? nothing
  const evidence = await listEvidence(tx, id)
  const runs = await tellSessions(tx, id, evidence)
  const completeness = completenessOf(factsOf(content, runs, evidence))
  const named = new Set([...content.members, ...(plan.draft?.members ?? [])])
  const { rank: _, ...shown } = row
  const size = (state: string) => runs.filter((session) => session.state === state).length
  const closing = { state: plan.state, amending: plan.amendment !== null, open: size('planned'), held: size('held') }
  return {
    ...shown,
    amendmentReason: plan.amendmentReason,
    ...{ revision: plan.revision, version: plan.version, versionInForce: plan.versionInForce },
    createdByName: plan.createdByName,
    content: written(content),
    draft: inForce && plan.draft ? written(plan.draft) : null,
    people: (await showPeople(tx, [...named])).map(({ id: personId, name, staffNo, subjects, organisationId }) => ({
      ...{ id: personId, name, staffNo, subjects, organisationId },
    })),
    runs,
    evidence: tellEvidence(evidence, runs),
    completeness: completeness.map((one) => ({ ...one })),
    history: await tellHistory(tx, id, versions),
    centreApproves: await centreApproves(tx),
    hasCentre: await hasCentre(tx, plan.organisationId),
    closeRefusal: closeRefusal({ ...closing, completeness }) ?? null,
    decideRefusal: await wordRefusal(tx, plan),
  }
}
