/** Catches a part of the window that fails to draw, and says what is safe instead of showing an empty page. */
import { RotateCcw } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { messages } from './messages.ts'

type ErrorBoundaryProps = { readonly children: ReactNode }
type ErrorBoundaryState = { readonly error: Error | null }

/** Wrap a screen in it; give it a `key` that changes when another screen is shown. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    return this.state.error ? <Crash detail={this.state.error.message} /> : this.props.children
  }
}

function Crash({ detail }: { readonly detail: string }): ReactNode {
  const text = useText(messages)
  return (
    <main className="crash">
      <Problem title={text('crashTitle')}>{text('crash', { detail })}</Problem>
      <Button icon={RotateCcw} onPress={() => globalThis.location.reload()}>
        {text('reload')}
      </Button>
    </main>
  )
}
