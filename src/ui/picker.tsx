import { DatePicker } from 'antd'
import english from 'antd/es/date-picker/locale/en_US.js'
import chinese from 'antd/es/date-picker/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { kitWords } from './kit-words.ts'
import { useLanguage, useWords } from './words.ts'

type PickerProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
  kind: 'date' | 'datetime'
  /** What the wall clock shows, in the form of its kind; `''` for nothing. */
  wall: string
  onWall: (wall: string) => void
  onBlur: () => void
  disabled: boolean | undefined
  placeholder: string | undefined
  min: string | undefined
  max: string | undefined
  wrong: boolean
}

const formats = { date: 'YYYY-MM-DD', datetime: 'YYYY-MM-DD HH:mm' } as const

// Bundlers hand over the words themselves, the compiler believes that they are wrapped.
const unwrapped = <T extends object>(words: T | { default: T }): T => ('default' in words ? words.default : words)

// The buttons of year and month show what they are: a label would hide it from whoever speaks to the page.
function quietly<T extends { lang: object }>(words: T): T {
  return { ...words, lang: { ...words.lang, yearSelect: '', monthSelect: '' } }
}

const wordsOf = { 'zh-CN': quietly(unwrapped(chinese)), en: quietly(unwrapped(english)) } as const

/** The kit's calendar, reading and writing wall-clock text so that no time zone of the browser gets in. */
export function Picker({ kind, wall, onWall, min, max, wrong, disabled, placeholder, ...wiring }: PickerProps) {
  const t = useWords(kitWords)
  const [language] = useLanguage()
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en')
  return (
    <DatePicker
      {...wiring}
      locale={wordsOf[language]}
      className="picker"
      // Return takes the date that was typed; it must not send the form around it as well.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
      value={wall === '' ? null : dayjs(wall)}
      onChange={(chosen) => onWall(chosen ? chosen.format(formats[kind]) : '')}
      format={formats[kind]}
      showTime={kind === 'datetime' ? { format: 'HH:mm', minuteStep: 5 } : false}
      {...(min === undefined ? {} : { minDate: dayjs(min) })}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      disabled={disabled ?? false}
      placeholder={placeholder ?? t('choose')}
      status={wrong ? 'error' : ''}
    />
  )
}
