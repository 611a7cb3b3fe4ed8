import assert from 'node:assert/strict'
import { noticeOriginals } from '../src/app/notice-catalogue.ts'
import { words as kit } from '../src/features/notices/words.ts'
import { mailWords } from '../src/features/notices/words/mail.ts'
import { textWords } from '../src/features/notices/words/texts.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const say = textWords.zh
const code = 'appeal.upheld'

/** The bureau says a notice in its own words and goes back; nobody gives an address where no mail server is set. */
export function addNoticeDay(stage: () => Stage): void {
  chapter('Notices in the words of the bureau', 'notices', (test) => {
    test('a text is changed with a preview, a placeholder that is not there is named, the original comes back', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      const original = noticeOriginals.find((each) => each.code === code)
      assert.ok(original)
      await open(`/notices/texts?open=${code}`)
      await says(page, original.zh)
      const text = field(dialog(page), say['own.zh'])
      await text.fill('{{nobody}}的申诉成立')
      await says(page, '{{nobody}}')
      await text.fill('“{{title}}”的申诉已办结（{{who}}）：{{reason}}')
      await says(page, /的申诉已办结（周明）/)
      await press(dialog(page), say.save)
      await dialogGone(page)
      await open(`/notices/texts?own=1&open=${code}`)
      await press(dialog(page), say.restore)
      await dialogGone(page)
      nothingToComplain(stage())
    })

    test('without a mail server the pages say so', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/notices/letters')
      await says(page, mailWords.zh['letters.off'])
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/mail')
      await says(teacher.page, mailWords.zh['mail.off'])
      await teacher.open('/m/notices')
      await says(teacher.page, kit.zh.notices)
      nothingToComplain(stage())
    })
  })
}
