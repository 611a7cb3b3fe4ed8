import { isDeepStrictEqual } from 'node:util'
import { scopeOf } from '../../../lib/access.ts'
import type { CalendarDate } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { covers } from '../../organisations/public.ts'
import type {
  HourLayout,
  LayoutAdoption,
  LayoutChange,
  LayoutEnding,
  LayoutInFull,
  NewLayout,
} from '../contract/layout-versions.ts'
import { adoptLayoutRefusal, versionOn, type AdoptLayoutRefusal } from '../layouts/adopting.ts'
import { isUnmasked } from '../layouts/layout.ts'
import { layoutReasons } from '../layouts/reasons.ts'
import * as store from '../store/layout-versions.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a layout is written by somebody')
  return actor
}

const object = (id: string) => ({ kind: 'hour_layout', id })

type Found = NonNullable<Awaited<ReturnType<typeof store.findLayout>>>
type Version = Awaited<ReturnType<typeof store.listVersions>>[number]

function toLine({ today }: { readonly today: CalendarDate }, found: Found, versions: readonly Version[]): HourLayout {
  const { madeAt, ...layout } = found
  const current = versionOn(versions, today)
  const next = versions.toSorted((a, b) => a.version - b.version).find(({ effectiveFrom }) => effectiveFrom > today)
  return {
    ...layout,
    madeAt: madeAt.toISOString(),
    version: current?.version ?? null,
    effectiveFrom: current?.effectiveFrom ?? null,
    next: next ? { version: next.version, effectiveFrom: next.effectiveFrom } : null,
    unmasked: current !== undefined && isUnmasked(current.content),
    columns: (current?.content.columns ?? []).map(({ title, required = false }) => ({ title, required })),
  }
}

/** Every layout of the region with the version that is in force, those in force first. */
export async function tellLayouts(tx: Tx): Promise<HourLayout[]> {
  const layouts = await store.listLayouts(tx)
  const versions = Map.groupBy(await store.listVersions(tx), ({ layoutId }) => layoutId)
  return layouts.map((layout) => toLine(tx.context, layout, versions.get(layout.id) ?? []))
}

/** One layout with its versions; with its draft for those who may write it. */
export async function tellLayout(tx: Tx, id: string): Promise<LayoutInFull | undefined> {
  const layout = await store.findLayout(tx, id)
  if (!layout) return undefined
  const versions = await store.listVersions(tx, id)
  const { actor } = tx.context
  const isWriter =
    actor !== undefined && (await covers(tx, scopeOf(actor, ['bureau_officer']), [layout.organisationId]))
  const draft = isWriter ? await store.findDraft(tx, id) : undefined
  return {
    ...toLine(tx.context, layout, versions),
    versions: versions.map(({ layoutId: _, adoptedAt, ...version }) => ({
      ...version,
      adoptedAt: adoptedAt.toISOString(),
    })),
    draft: draft
      ? {
          ...{ revision: draft.revision, changedByName: draft.changedByName, content: draft.content },
          changedAt: draft.changedAt.toISOString(),
          reasons: layoutReasons(draft.content, layout.subject),
        }
      : null,
  }
}

async function told(tx: Tx, id: string): Promise<LayoutInFull> {
  const layout = await tellLayout(tx, id)
  if (!layout) throw new Error('a layout that was just written is gone')
  return layout
}

/** Begins a layout of a bureau in `scope` as a draft. Asking twice with the same id begins it once. */
export async function addLayout(
  tx: Tx,
  draft: NewLayout,
  scope: readonly string[],
): Promise<Result<LayoutInFull, 'organisation_not_found' | 'id_reused'>> {
  if (!(await covers(tx, scope, [draft.organisationId]))) return err('organisation_not_found')
  const made = { madeBy: actorOf(tx).accountId, madeAt: tx.context.now }
  if (await store.insertLayout(tx, { ...draft, ...made })) {
    note(tx, { act: 'hour_layout.begun', object: object(draft.id), after: draft })
    return ok(await told(tx, draft.id))
  }
  const earlier = await store.findLayout(tx, draft.id)
  const isSame = earlier?.organisationId === draft.organisationId && earlier.name === draft.name
  return isSame ? ok(await told(tx, draft.id)) : err('id_reused')
}

/** Writes a draft over the revision that was read. A text with flaws is kept: it cannot be adopted, and says why. */
export async function changeLayout(
  tx: Tx,
  id: string,
  { revision, content }: LayoutChange,
): Promise<Result<LayoutInFull, 'layout_not_found' | 'layout_ended' | 'revision_outdated'>> {
  const [found, draft] = [await store.findLayout(tx, id), await store.findDraft(tx, id)]
  if (!found || !draft) return err('layout_not_found')
  if (found.endedOn !== null) return err('layout_ended')
  if (isDeepStrictEqual(draft.content, content)) return ok(await told(tx, id))
  const changedBy = actorOf(tx).accountId
  if (!(await store.updateDraft(tx, id, { revision, content, changedBy }))) return err('revision_outdated')
  note(tx, { act: 'hour_layout.changed', object: object(id), before: draft.content, after: content })
  return ok(await told(tx, id))
}

/** Adopts a draft: hours are handed in by it from its day, and the text never changes again. Adopting the same text for the same day twice adopts it once. */
export async function adoptLayout(
  tx: Tx,
  id: string,
  adoption: LayoutAdoption,
): Promise<Result<LayoutInFull, AdoptLayoutRefusal | 'layout_not_found'>> {
  await store.lockLayout(tx, id)
  const [found, draft] = [await store.findLayout(tx, id), await store.findDraft(tx, id)]
  if (!found || !draft) return err('layout_not_found')
  const [last] = await store.listVersions(tx, id)
  const { revision, content, changedBy: draftedBy } = draft
  const { effectiveFrom, reason } = adoption
  const isSame = last !== undefined && isDeepStrictEqual(last.content, content)
  if (isSame && last.effectiveFrom === effectiveFrom) return ok(await told(tx, id))
  const reasons = layoutReasons(content, found.subject).length
  const known = { today: tx.context.today, isEnded: found.endedOn !== null }
  const refusal = adoptLayoutRefusal({ revision, reasons, isSame }, adoption, last, known)
  if (refusal !== undefined) return err(refusal)
  const version = (last?.version ?? 0) + 1
  const by = { draftedBy, adoptedBy: actorOf(tx).accountId, adoptedAt: tx.context.now }
  await store.insertVersion(tx, { layoutId: id, version, content, effectiveFrom, reason, ...by })
  note(tx, {
    act: 'hour_layout.adopted',
    object: object(id),
    before: last ? { version: last.version, effectiveFrom: last.effectiveFrom } : undefined,
    after: { version, effectiveFrom, reason, content },
  })
  return ok(await told(tx, id))
}

/** Ends a layout from a day on; what was handed in by it before stays as it is. */
export async function endLayout(
  tx: Tx,
  id: string,
  { endedOn, reason }: LayoutEnding,
): Promise<Result<LayoutInFull, 'layout_not_found' | 'layout_ended'>> {
  const found = await store.findLayout(tx, id)
  if (!found) return err('layout_not_found')
  if (found.endedOn === endedOn && found.endedReason === reason) return ok(await told(tx, id))
  if (!(await store.endLayout(tx, id, { endedOn, endedReason: reason, endedBy: actorOf(tx).accountId }))) {
    return err('layout_ended')
  }
  note(tx, { act: 'hour_layout.ended', object: object(id), after: { endedOn, reason } })
  return ok(await told(tx, id))
}
