/** The name of the product as it is written. */
import type { ReactNode } from 'react'
import './wordmark.css'

/** "Minuta" with its mark: a line of writing that ends in a full stop. */
export function Wordmark(): ReactNode {
  return (
    <span className="wordmark">
      Minuta<span aria-hidden className="wordmark-stop" />
    </span>
  )
}
