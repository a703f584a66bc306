import { KeptModels } from './device-kept';
import { OtherModels } from './device-others';
import { OwnModels } from './device-own';
import { Benchmark } from './device-speed';
import { WhereModelsRun } from './device-where';
import { OfflineState } from './update-notice';

/** Where the models run and what is kept of them. */
export function DeviceTab() {
  return (
    <div className="device">
      <WhereModelsRun />
      <OwnModels />
      <Benchmark />
      <KeptModels />
      <OtherModels />
      <OfflineState />
    </div>
  );
}
