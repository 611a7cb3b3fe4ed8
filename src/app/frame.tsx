import { Component, type ReactNode } from 'react'

type BoundaryProps = {
  /** A new value tries again: the address of the page. */
  at: string
  fallback: ReactNode
  children: ReactNode
}

/** Keeps a page that fails from taking the frame with it. React offers this only to a class. */
export class Boundary extends Component<BoundaryProps, { failedAt: string | undefined }> {
  override state: { failedAt: string | undefined } = { failedAt: undefined }

  static getDerivedStateFromError() {
    return { failedAt: '' }
  }

  override componentDidCatch() {
    this.setState({ failedAt: this.props.at })
  }

  override componentDidUpdate() {
    const { failedAt } = this.state
    if (failedAt !== undefined && failedAt !== '' && failedAt !== this.props.at) this.setState({ failedAt: undefined })
  }

  override render() {
    return this.state.failedAt === undefined ? this.props.children : this.props.fallback
  }
}

/** A page whose code is gone because a newer version was installed is loaded anew, once. */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem('reloaded') === location.href) return
    sessionStorage.setItem('reloaded', location.href)
    event.preventDefault()
    location.reload()
  })
}
