import { Component, type ComponentType, lazy, type ReactNode, useState } from 'react';
import { useWords } from '../state/language-context';

interface FailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What takes the place of a part: why, and what to do. */
function PartFailed({ error, onRetry }: FailedProps) {
  const { part: words } = useWords();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <div className="failure part-failed" role="alert">
      <p>{words.failed(detail)}</p>
      <button type="button" className="button" onClick={onRetry}>
        {words.again}
      </button>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {words.reload}
      </button>
    </div>
  );
}

interface BoundaryProps {
  readonly children: ReactNode;
  /** Before it is drawn again. */
  readonly onRetry?: () => void;
}

/** A part of the page whose code does not come, or that fails as it is drawn, takes no other with it. */
export class PartBoundary extends Component<BoundaryProps, { readonly failure: [unknown] | null }> {
  override state: { readonly failure: [unknown] | null } = { failure: null };

  static getDerivedStateFromError(error: unknown): { readonly failure: [unknown] } {
    return { failure: [error] };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const retry = (): void => {
      this.props.onRetry?.();
      this.setState({ failure: null });
    };
    return <PartFailed error={failure[0]} onRetry={retry} />;
  }
}

/** A component whose code is fetched when it is drawn first; asked for again where it did not come. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const fetched = () => lazy(async () => ({ default: await load() }));
  let latest = fetched();
  return function Part(props: Props) {
    const [Shown, show] = useState(() => latest);
    const renew = (): void => {
      latest = fetched();
      show(latest);
    };
    return (
      <PartBoundary onRetry={renew}>
        <Shown {...props} />
      </PartBoundary>
    );
  };
}
