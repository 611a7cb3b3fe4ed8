import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem } from '../../../platform/http/problem.ts'
import { changeText, tellTexts, type TextRefusal } from '../commands/texts.ts'
import { changeTextRoute, listTextsRoute } from '../contract/texts.ts'

const textRefusals = {
  notice_text_unknown: { status: 404, title: 'There is no such notice.' },
  notice_text_changed: { status: 409, title: 'Somebody changed this text meanwhile; load it and write anew.' },
  placeholder_unknown: { status: 422, title: 'The text names a placeholder that this notice does not have.' },
  placeholder_broken: { status: 422, title: 'A placeholder of the text is not closed, or not written as {{name}}.' },
} as const satisfies Record<TextRefusal['code'], { status: number; title: string }>

export const noticeTextRoutes = createApp()
  .openapi(listTextsRoute, async (c) => c.json({ items: await read(c.var.db, tellTexts) }, 200))
  .openapi(changeTextRoute, async (c) => {
    const changed = await transact(c.var.db, (tx) => changeText(tx, c.req.valid('json')))
    if (changed.ok) return c.json(changed.value, 200)
    const { code } = changed.error
    const { status, title } = textRefusals[code]
    const names = 'names' in changed.error ? changed.error.names.map((name) => `{{${name}}}`).join(' ') : undefined
    return problem(c, status, code, { title, ...(names === undefined ? {} : { detail: names }) })
  })
