import { addDays, type CalendarDate } from '../../lib/dates.ts'

/** One entry of a calendar: from an instant to another (ISO 8601 in UTC), or whole days, the last included. */
export type CalendarEvent = {
  readonly id: string
  readonly when:
    | { readonly startsAt: string; readonly endsAt: string }
    | { readonly fromOn: CalendarDate; readonly toOn: CalendarDate }
  readonly title: string
  readonly place: string
  readonly text: string
  readonly isCancelled: boolean
  /** How often it was changed: calendars take a higher one for the newer. */
  readonly changes: number
}

/** A calendar as it is handed to programs that read RFC 5545. */
export type Calendar = {
  readonly name: string
  readonly writtenAt: string
  readonly events: readonly CalendarEvent[]
}

// Control characters have no place in a text of RFC 5545; a line break is written as two characters.
const controls = /[\u0000-\u0008\u000B-\u001F\u007F]/g

/** A text as RFC 5545 3.3.11 writes it. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(controls, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', String.raw`\;`)
    .replaceAll(',', String.raw`\,`)
    .replaceAll('\n', String.raw`\n`)
}

const encoder = new TextEncoder()
const longestLine = 75

/** A line cut into pieces of at most 75 octets, none of them in the middle of a character (RFC 5545 3.1). */
export function foldLine(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let size = 0
  for (const character of line) {
    const octets = encoder.encode(character).length
    if (size + octets > longestLine) {
      pieces.push(piece)
      piece = ''
      // The space that a further line begins with.
      size = 1
    }
    piece += character
    size += octets
  }
  return [...pieces, piece].join('\r\n ')
}

/** An instant as RFC 5545 writes it in UTC. */
export function writeInstant(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** A day as RFC 5545 writes it. */
const writeDay = (day: CalendarDate): string => day.replaceAll('-', '')

// The end of whole days is the day after the last.
function whenLines(when: CalendarEvent['when']): string[] {
  return 'fromOn' in when
    ? [
        `DTSTART;VALUE=DATE:${writeDay(when.fromOn)}`,
        `DTEND;VALUE=DATE:${writeDay(addDays(when.toOn, 1))}`,
        'TRANSP:TRANSPARENT',
      ]
    : [`DTSTART:${writeInstant(when.startsAt)}`, `DTEND:${writeInstant(when.endsAt)}`]
}

function eventLines(event: CalendarEvent, writtenAt: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@qinglan`,
    `DTSTAMP:${writeInstant(writtenAt)}`,
    ...whenLines(event.when),
    `SEQUENCE:${String(event.changes)}`,
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.place === '' ? [] : [`LOCATION:${escapeText(event.place)}`]),
    ...(event.text === '' ? [] : [`DESCRIPTION:${escapeText(event.text)}`]),
    'END:VEVENT',
  ]
}

/** A calendar in the form of RFC 5545. */
export function writeCalendar({ name, writtenAt, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Qinglan//Qinglan//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => eventLines(event, writtenAt)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
