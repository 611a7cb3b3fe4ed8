import assert from 'node:assert/strict'
import { listWords } from '../src/features/applied-lists/words.ts'
import { pageWords } from '../src/features/integrity/words/pages.ts'
import { words as integrity } from '../src/features/integrity/words.ts'
import { pageWords as participationPages } from '../src/features/participation/words/pages.ts'
import { reserveListWords } from '../src/features/participation/words/reserve-lists.ts'
import { importWords } from '../src/ui/import-words.ts'
import { settled } from './browser.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  dialogGone,
  field,
  fillDate,
  nothingToComplain,
  press,
  says,
  seat,
  type Stage,
} from './stage.ts'

const page_ = pageWords.zh
const say = integrity.zh
const participation = participationPages.zh
const kit = importWords.zh
const lists = listWords.zh
const reserve = reserveListWords.zh

const training = '国培计划乡村校长助力研修'

/** A fact that an officer writes down, the appeal of the teacher whom it is about, and its end by another officer. */
export function addIntegrityDay(stage: () => Stage): void {
  chapter('A fact of an integrity file, its appeal and its end', 'integrity', (test) => {
    test('[002-21] an officer writes down a drop from 国培: the teacher reads until when on the phone, and appeals', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/integrity')
      await press(page, page_.record)
      const form = dialog(page)
      await choose(page, form, page_.person, stage().world.county.cast.demo.teacher.name)
      await field(form, page_['record.title']).fill(training)
      await choose(page, form, page_.cause, say['cause.dropped_out'])
      await fillDate(form, page_.happenedOn, '2026-03-10')
      await press(form, page_['record.submit'])
      await dialogGone(page)
      await says(page, training)
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/integrity')
      await says(teacher.page, training)
      await says(teacher.page, /2029-03-10/)
      await press(teacher.page, page_['mine.appeal'])
      await field(teacher.page, page_['mine.text']).fill('当天有带队教师同意返校的书面记录，请复核。')
      await press(teacher.page, page_['mine.send'])
      await says(teacher.page, say['requestState.asked'])
      nothingToComplain(stage())
    })

    test('whoever recorded it cannot decide; another officer upholds the appeal, and the fact counts no more', async () => {
      const { page, open } = await seat(stage(), 'director')
      await open('/integrity/requests')
      await page.getByText(training).first().click()
      await page.getByLabel(page_.grant, { exact: true }).check()
      await field(page, page_.decision).fill('带队教师已说明，记录有误。')
      await press(page, page_['decide.submit'])
      await settled(page)
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/integrity')
      await says(teacher.page, say['standing.reversed'])
      nothingToComplain(stage())
    })

    test('[002-16] people come into the reserve by a list that is tried first, and are taken out as a whole', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      const { name, staffNo } = stage().world.county.cast.demo.teacher
      const why = '市级优质课一等奖'
      await open('/participations/reserve')
      await press(page, kit['hand.in'])
      await field(page, kit['paste.cells']).fill(
        ['姓名\t工号\t级别\t推荐理由', `${name}\t${staffNo}\t省级\t${why}`, '无名\tX-0\t省级\t骨干'].join('\n'),
      )
      await press(page, kit['paste.submit'])
      await says(page, lists['reason.person_unknown'])
      const apply = kit['apply.rows'].replace('{{count}}', '1')
      await press(page, apply)
      await press(dialog(page), apply)
      await dialogGone(page)
      await says(page, why)
      await press(page, kit['undo.all'])
      await field(dialog(page), reserve['list.undo']).fill('名单未经公示')
      await press(dialog(page), kit['undo.all'])
      await dialogGone(page)
      await settled(page)
      assert.equal(await page.getByText(why).count(), 0)
      nothingToComplain(stage())
    })

    test('[002-05] the principal reads how many took part, and who did not', async () => {
      const { page, open } = await seat(stage(), 'principal')
      await open('/participations/coverage')
      await says(page, participation.uncovered)
      await open('/participations')
      await says(page, participation.title)
      nothingToComplain(stage())
    })
  })
}
