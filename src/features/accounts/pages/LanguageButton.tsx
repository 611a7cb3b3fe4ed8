import { ActionButton } from '../../../ui/button.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** Changes the language before anybody is known. */
export function LanguageButton() {
  const t = useWords(words)
  const [language, setLanguage] = useLanguage()
  return (
    <ActionButton
      kind="quiet"
      icon="globe"
      label={`${t('language')} ${t('language.other')}`}
      onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
    >
      {t('language.other')}
    </ActionButton>
  )
}
