/** A calendar's text with its folded lines joined again. */
export function unfold(text: string): string {
  return text.replaceAll('\r\n ', '')
}

/** A text of RFC 5545 as it was before it was written. */
export function unescape(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark))
}

type Read = Readonly<Record<string, string>>

/** Reads a calendar as strictly as RFC 5545 says, and fails on whatever it does not allow. */
export function eventsIn(text: string): Read[] {
  if (!text.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(text)) throw new Error('every line ends with CR LF')
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line has more than 75 octets: ${line}`)
  }
  const lines = unfold(text.slice(0, -2)).split('\r\n')
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR') throw new Error('no calendar')
  for (const needed of ['VERSION:2.0', 'METHOD:PUBLISH']) {
    if (lines.filter((line) => line === needed).length !== 1) throw new Error(`${needed} is missing`)
  }
  const events: Record<string, string>[] = []
  let open: Record<string, string> | undefined
  for (const line of lines.slice(1, -1)) {
    const parts = /^(?<name>[A-Z-]+)(?:;[A-Z-]+=[A-Za-z]+)*:(?<value>.*)$/s.exec(line)?.groups
    if (!parts) throw new Error(`not a property: ${line}`)
    const { name = '', value = '' } = parts
    if (line === 'BEGIN:VEVENT') {
      if (open) throw new Error('an event within an event')
      open = {}
    } else if (line === 'END:VEVENT') {
      if (!open) throw new Error('an end without a beginning')
      for (const needed of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY']) {
        if (!(needed in open)) throw new Error(`${needed} is missing`)
      }
      events.push(open)
      open = undefined
    } else if (open) {
      if (name in open) throw new Error(`${name} comes twice`)
      open[name] = unescape(value)
    }
  }
  if (open) throw new Error('an event without an end')
  if (new Set(events.map(({ UID }) => UID)).size < events.length) throw new Error('a UID comes twice')
  return events
}
