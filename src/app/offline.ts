import type { LabStore } from '../state/lab-data';

/**
 * Keeps the page for use without a network, once the models are here, so that nothing waits for it.
 * A new version waits until the person asks for it.
 */
export function keepForOffline(store: LabStore): void {
  // A page inside another one leaves that to the whole page.
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (!import.meta.env.PROD || serviceWorker === undefined) {
    store.setState({ offline: 'unsupported' });
    return;
  }
  let begun = false;
  const begin = (): void => {
    if (begun || store.getState().loading.kind === 'loading') return;
    begun = true;
    leave();
    register(store, serviceWorker).catch(() => store.setState({ offline: 'failed' }));
  };
  const leave = store.subscribe(begin);
  begin();
}

async function register(store: LabStore, container: ServiceWorkerContainer): Promise<void> {
  const url = new URL('service-worker.js', document.baseURI);
  const registration = (await container.register(url)) as ServiceWorkerRegistration | undefined;
  if (registration === undefined) {
    store.setState({ offline: 'unsupported' });
    return;
  }
  let asked = false;
  container.addEventListener('controllerchange', () => {
    if (asked) window.location.reload();
  });
  const look = (): void => {
    const { active, installing, waiting } = registration;
    const failed = active === null && installing === null && waiting === null;
    store.setState({
      offline: active ? 'ready' : failed ? 'failed' : 'preparing',
      useUpdate:
        active && waiting
          ? () => {
              asked = true;
              waiting.postMessage('use-now');
            }
          : null,
    });
  };
  const follow = (): void => {
    registration.installing?.addEventListener('statechange', look);
    look();
  };
  registration.addEventListener('updatefound', follow);
  follow();
}
