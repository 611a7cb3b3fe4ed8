import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { kitWords } from '../kit-words.ts'
import { useWords } from '../words.ts'

type CodeInputProps = {
  label: string
  length?: number | undefined
  value: string
  onChange: (value: string) => void
  /** Called with the whole code as soon as its last character is there. */
  onComplete?: ((value: string) => void) | undefined
  disabled?: boolean | undefined
}

const clean = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')

/** A short code, one box a character; typing goes on by itself, pasting fills all. */
export function CodeInput({ label, length = 6, value, onChange, onComplete, disabled }: CodeInputProps) {
  const t = useWords(kitWords)
  const boxes = useRef<(HTMLInputElement | null)[]>([])
  const set = (next: string, focus: number) => {
    const cut = next.slice(0, length)
    onChange(cut)
    boxes.current[Math.min(focus, length - 1)]?.focus()
    if (cut.length === length) onComplete?.(cut)
  }
  const type = (at: number, typed: string) => {
    const characters = clean(typed)
    if (characters === '') return
    // The box still shows its old character beside the new one: the last typed wins.
    const added = characters.length > 1 && characters.startsWith(value[at] ?? '\0') ? characters.slice(1) : characters
    set(value.slice(0, at) + added + value.slice(at + added.length), Math.min(at, value.length) + added.length)
  }
  const onKey = (at: number, event: KeyboardEvent) => {
    if (event.key === 'Backspace') {
      event.preventDefault()
      const gone = value[at] === undefined ? at - 1 : at
      if (gone >= 0) set(value.slice(0, gone) + value.slice(gone + 1), gone)
    }
    if (event.key === 'ArrowLeft') boxes.current[at - 1]?.focus()
    if (event.key === 'ArrowRight') boxes.current[at + 1]?.focus()
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    const pasted = clean(event.clipboardData.getData('text'))
    if (pasted !== '') set(pasted, pasted.length)
  }
  return (
    <div className="code" role="group" aria-label={label}>
      {Array.from({ length }, (_, at) => (
        <input
          key={at}
          ref={(element) => {
            boxes.current[at] = element
          }}
          className="num"
          value={value[at] ?? ''}
          onChange={(event) => type(at, event.target.value)}
          onKeyDown={(event) => onKey(at, event)}
          onPaste={onPaste}
          onFocus={(event) => event.target.select()}
          aria-label={t('code.digit', { n: at + 1 })}
          autoComplete={at === 0 ? 'one-time-code' : 'off'}
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          disabled={disabled}
        />
      ))}
    </div>
  )
}
