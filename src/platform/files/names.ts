const longestName = 120
/** What file systems and headers trip over: control and invisible direction characters, separators, wildcards, quotes. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\/:*?"<>|]+/g

/** A name that any file system takes, made from one that nobody vouches for; its extension is kept. */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .toWellFormed()
    .replace(unsafe, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .trim()
  const characters = [...cleaned]
  if (characters.length === 0) return 'file'
  if (characters.length <= longestName) return cleaned
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(cleaned)?.[0] ?? ''
  return `${characters
    .slice(0, longestName - extension.length)
    .join('')
    .trimEnd()}${extension}`
}

/** The `Content-Disposition` header for a download: a plain ASCII name for old clients, the whole name by RFC 5987 for the rest. */
export function contentDisposition(name: string, kind: 'attachment' | 'inline' = 'attachment'): string {
  const safe = safeFileName(name)
  const plain = safe.replace(/[^\x20-\x7e]+/g, '_').replace(/["\\%;]/g, '_')
  const whole = encodeURIComponent(safe).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}
