import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { findOriginal, listOriginals } from '../catalogue.ts'
import type { NoticeText, NoticeTextChange } from '../contract/texts.ts'
import { missingIn, textFlaw, type Original } from '../core/texts.ts'
import { findOwnText, listOwnTexts, saveOwnText } from '../store/texts.ts'

type Own = Awaited<ReturnType<typeof findOwnText>>

function shown(original: Original, own: Own): NoticeText {
  const { code, zh, en, placeholders, terms } = original
  const said = [own?.zh ?? zh, own?.en ?? en]
  return {
    code,
    original: { zh, en },
    placeholders: [...placeholders],
    terms,
    own: { zh: own?.zh ?? null, en: own?.en ?? null },
    missing: [...new Set(said.flatMap((text) => missingIn(original, text)))],
    version: own?.version ?? 0,
    changedByName: own?.changedByName ?? null,
    changedAt: own?.changedAt.toISOString() ?? null,
  }
}

/** Every notice, with the bureau's own words beside the sender's. */
export async function tellTexts(tx: Tx): Promise<NoticeText[]> {
  const own = new Map((await listOwnTexts(tx)).map((row) => [row.code, row]))
  return listOriginals().map((original) => shown(original, own.get(original.code)))
}

export type TextRefusal =
  | { readonly code: 'notice_text_unknown' | 'notice_text_changed' | 'placeholder_broken' }
  | { readonly code: 'placeholder_unknown'; readonly names: readonly string[] }

/** Says what a notice says in this bureau; null in a language goes back to the original. */
export async function changeText(tx: Tx, change: NoticeTextChange): Promise<Result<NoticeText, TextRefusal>> {
  const original = findOriginal(change.code)
  if (!original) return err({ code: 'notice_text_unknown' })
  for (const text of [change.zh, change.en]) {
    const flaw = text === null ? undefined : textFlaw(original, text)
    if (flaw) return err(flaw)
  }
  const before = await findOwnText(tx, change.code)
  const isSame = before ? before.zh === change.zh && before.en === change.en : !change.zh && !change.en
  // A retry finds what it wrote.
  if (isSame) return ok(shown(original, before))
  const saved = await saveOwnText(tx, change)
  if (!saved) return err({ code: 'notice_text_changed' })
  const isRestored = saved.zh === null && saved.en === null
  note(tx, {
    act: isRestored ? 'notice_text.restored' : 'notice_text.changed',
    object: { kind: 'notice_text', id: change.code },
    before: { zh: before?.zh ?? original.zh, en: before?.en ?? original.en },
    after: { zh: saved.zh ?? original.zh, en: saved.en ?? original.en },
  })
  return ok(shown(original, saved))
}
