import type { IntegrityRequest, RequestInTrail } from '../contract/facts.ts'
import type { RequestKept, RequestShown } from '../store/requests.ts'

/** A request as people see it. */
export function tellRequest(row: RequestKept): IntegrityRequest {
  return {
    ...{ id: row.id, factId: row.factId, kind: row.kind, text: row.text, state: row.state, personId: row.personId },
    ...{ againstBy: row.againstBy, againstFor: row.againstFor, askedBy: row.askedBy, askedFor: row.askedFor },
    ...{ askedByName: row.askedByName, decidedByName: row.decidedByName, decision: row.decision },
    hasFile: row.fileId !== null,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }
}

/** A request as lists show it, with what it is about. */
export function tellRequestRow({ request, fact, ...names }: RequestShown): RequestInTrail {
  return {
    ...tellRequest(request),
    ...names,
    ...{ programmeTitle: fact.programmeTitle, cause: fact.cause, happenedOn: fact.happenedOn },
    ...{ factReason: fact.reason, barredUntil: fact.barredUntil, recordedByName: fact.recordedByName },
  }
}
