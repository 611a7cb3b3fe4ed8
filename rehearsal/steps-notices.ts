import { noticeOriginals } from '../src/app/notice-catalogue.ts'
import { changeText } from '../src/features/notices/commands/texts.ts'
import { connectNotices } from '../src/features/notices/public.ts'
import { addDays } from '../src/lib/dates.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Step } from './life.ts'

const own = [
  {
    code: 'enrolment.admitted',
    zh: '恭喜您被“{{programme}}”录取！请按开班通知准时报到，有困难请提前与教师教育科联系。',
    en: 'Congratulations: you were admitted to “{{programme}}”. Please come on time, or tell the bureau beforehand.',
  },
  { code: 'certificates.issued', zh: '“{{title}}”的结业证书已发放，可在手机“我的 → 证书”里查看。', en: null },
] as const

/** Two notices that the bureau says in its own words. */
export function noticeSteps(county: County): Step[] {
  const { officer } = county.cast
  return [
    {
      key: 'notices/texts',
      moment: at(addDays(county.date, -40), '09:00'),
      weight: 1,
      take: async (acting) => {
        // The county is lived through before the application is put together.
        connectNotices(noticeOriginals)
        for (const text of own) {
          await acting.as(officer, async (tx) => void must(await changeText(tx, { ...text, version: 0 })))
        }
      },
    },
  ]
}
