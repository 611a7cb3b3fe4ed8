import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US.js'
import zhCN from 'antd/locale/zh_CN.js'
import { useEffect, type ReactNode } from 'react'
import './tokens.css'
import './console.css'
import { theme } from './theme.ts'
import { useLanguage } from './words.ts'

/** The one-time word by which the page's content policy knows its own styles. */
function nonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  return meta?.nonce ?? ''
}

// Popups must lie in an open dialog: everything outside of it is behind its curtain.
function popupHome(trigger: HTMLElement | undefined): HTMLElement {
  return trigger?.closest('dialog') ?? document.body
}

/** Dresses the component kit in our colours and words, for everything below it. */
export function Kit({ children }: { children: ReactNode }) {
  const [language] = useLanguage()
  useEffect(() => {
    document.documentElement.classList.add('console-root')
  }, [])
  return (
    <ConfigProvider
      theme={theme}
      csp={{ nonce: nonce() }}
      locale={language === 'zh-CN' ? zhCN : enUS}
      getPopupContainer={popupHome}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
