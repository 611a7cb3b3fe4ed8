import { handInDocument, changeDraft, keepReading } from '../src/features/plans/commands/documents.ts'
import { readPlan } from '../src/features/plans/core/extract.ts'
import { findDocument } from '../src/features/plans/store/documents.ts'
import { recordFile } from '../src/features/files/public.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { openDocument } from '../src/platform/documents/open.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import { planDocument } from './plan-document.ts'

/** Next year's plan was handed in yesterday: the officer has begun to go through what was read. */
export function reviewStep(county: County): Step {
  return {
    key: 'plan in review',
    moment: at(addDays(county.date, -1), '15:00'),
    weight: 10,
    take: (acting) => review(acting, county),
  }
}

async function review(acting: Acting, { cast, tree, date, size }: County): Promise<void> {
  const year = yearOf(date) + 1
  const name = `${tree.bureau.name.slice(0, 3)}${year}年教师培训工作计划.docx`
  const bytes = await planDocument(year, size)
  const blob = must(await acting.files.put(bytes, { accept: ['docx'] }))
  const source = must(await openDocument(bytes, name))
  const [fileId, id] = [acting.random.id(acting.moment), acting.random.id(acting.moment)]
  await acting.as(cast.officer, async (tx) => {
    const organisationId = tree.bureau.id
    must(await recordFile(tx, blob, { id: fileId, organisationId, name, purpose: 'plan_document' }))
    must(await handInDocument(tx, { id, fileId }, [organisationId]))
    must(await keepReading(tx, id, source, readPlan(source)))
    const document = await findDocument(tx, id)
    const first = document?.draft?.items.slice(0, 3) ?? []
    const ops = first.map((item) => ({ op: 'accept' as const, item: item.id }))
    if (document && ops.length > 0) must(await changeDraft(tx, id, { version: document.version, ops }))
  })
}
