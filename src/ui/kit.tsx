import { ConfigProvider } from 'antd'
import { useEffect, type ReactNode } from 'react'
import './tokens.css'
import './console.css'
import { theme } from './theme.ts'

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
  useEffect(() => {
    document.documentElement.classList.add('console-root')
  }, [])
  return (
    <ConfigProvider
      theme={theme}
      csp={{ nonce: nonce() }}
      getPopupContainer={popupHome}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
