import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, foldLine, writeCalendar, writeInstant, type CalendarEvent } from './core.ts'
import { eventsIn, unescape, unfold } from './testing.ts'

const event: CalendarEvent = {
  ...{
    id: '0197f3c0-0000-7000-8000-000000000001',
    when: { startsAt: '2026-11-22T06:00:00Z', endsAt: '2026-11-22T08:30:00Z' },
  },
  ...{
    title: '作业设计；研修, 第1次',
    place: '三楼报告厅\\A',
    text: '第一期\n县教师发展中心',
    isCancelled: false,
    changes: 2,
  },
}
const calendar = { name: '青蓝', writtenAt: '2026-11-20T00:00:00Z', events: [event] }

test('an entry is written as RFC 5545 asks, and read back as it was', () => {
  const [read] = eventsIn(writeCalendar(calendar))
  expect(read).toMatchObject({
    ...{ DTSTART: '20261122T060000Z', DTEND: '20261122T083000Z', SEQUENCE: '2', STATUS: 'CONFIRMED' },
    ...{ UID: `${event.id}@qinglan`, SUMMARY: event.title, LOCATION: event.place, DESCRIPTION: event.text },
  })
  expect(eventsIn(writeCalendar({ ...calendar, events: [{ ...event, isCancelled: true }] }))[0]?.STATUS).toBe(
    'CANCELLED',
  )
  expect(eventsIn(writeCalendar({ ...calendar, events: [] }))).toEqual([])
})

test('no line is longer than 75 octets, none is cut within a character, and unfolded it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const line = `SUMMARY:${escapeText(text)}`
      const folded = foldLine(line)
      for (const piece of folded.split('\r\n')) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75)
      expect(unfold(folded)).toBe(line)
      expect(folded.includes('\uFFFD') && !text.includes('\uFFFD')).toBe(false)
    }),
  )
})

test('nothing that somebody types ends its line or begins another property', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      const written = writeCalendar({ ...calendar, events: [{ ...event, title: `x${text}` }] })
      const [read] = eventsIn(written)
      expect(read?.UID).toBe(`${event.id}@qinglan`)
      expect(read?.SUMMARY?.startsWith('x')).toBe(true)
    }),
  )
  expect(unescape(escapeText('一;二,三\\四\n五'))).toBe('一;二,三\\四\n五')
  expect(escapeText('x\r\nEND:VEVENT')).toBe(String.raw`x\nEND:VEVENT`)
})

test('instants are written in UTC to the second', () => {
  expect(writeInstant('2026-11-22T14:00:00.123+08:00')).toBe('20261122T060000Z')
})
