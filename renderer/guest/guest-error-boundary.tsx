/** What a guest sees when a part of the page breaks: what is safe, and a way on. */
import { Component, type ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | null }

export class GuestErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? this.props.children : <Crash detail={error.message} />
  }
}

function Crash({ detail }: { readonly detail: string }): ReactNode {
  const text = useText(messages)
  return (
    <main className="guest-page">
      <h1 className="guest-title">{text('crashTitle')}</h1>
      <p role="alert">{text('crash', { detail })}</p>
      <button type="button" className="button button-accent guest-button" onClick={() => globalThis.location.reload()}>
        {text('reloadPage')}
      </button>
    </main>
  )
}
