import type { ComponentProps } from 'react';
import type { SecondPerson } from '~/domain/deliveries/second-person.server';
import { DeliveryPreview } from './delivery-preview';
import { DossierAnnex } from './dossier-annex';
import { DossierApprove } from './dossier-approve';
import { DossierChecks } from './dossier-checks';
import { DossierCover } from './dossier-cover';
import { DossierSteps, type DossierStepView, NextStep } from './dossier-steps';
import { DossierTest } from './dossier-test';
import { DossierTo } from './dossier-to';
import type { Moment } from './moments';
import { Notice } from './notice';
import type { Refusal } from './refusal-notice';
import { SendForm } from './send-form';

type Shown = {
  steps: DossierStepView[];
  step: string;
  mayPrepare: boolean;
  mayTurnOff: boolean;
  own: boolean;
  target: ComponentProps<typeof DossierTo>['target'] | null;
  cover: ComponentProps<typeof DossierCover>['cover'] | null;
  checks: ComponentProps<typeof DossierChecks>['checks'] | null;
  size: 'fine' | 'large' | 'too-large';
  mostTrials: number;
  times: { zone: string; now: string[] } | null;
};

type Props = {
  dossier: Shown;
  delivery: ComponentProps<typeof DeliveryPreview>['delivery'] &
    ComponentProps<typeof DossierAnnex>['delivery'] &
    ComponentProps<typeof DossierTo>['delivery'] & {
      dossierHash: string;
      testedAt: Moment | null;
      approved: { by: string; at: Moment } | null;
      secondPerson: SecondPerson;
    };
  /** It waits to be frozen anew: nothing can be done with it until then. */
  busy: boolean;
  maySend: boolean;
  unconfirmed: number;
  base: string;
  targetsPath: string;
  typed?: Record<string, string>;
  fault: Refusal | null;
};

const sizes = {
  fine: { kind: 'ok', text: 'Its size is fine: up to 5 MB as it is sent.' },
  large: { kind: 'warn', text: 'It is large: some mail servers take no more than 5 MB.' },
  'too-large': { kind: 'warn', text: 'It is larger than 7 MB and is not sent like this.' },
} as const;

const acting = new Set(['cover', 'test', 'approve', 'send']);

/** What has not left yet, step by step. */
export function Dossier(props: Props) {
  const { steps, step } = props.dossier;
  return (
    <>
      <DossierSteps steps={steps} current={step} base={props.base} />
      <Step {...props} />
      <NextStep steps={steps} current={step} base={props.base} />
    </>
  );
}

function Step(props: Props) {
  const { dossier, delivery, busy, maySend, base, typed, fault } = props;
  const { step, mayPrepare, target, cover, checks, times } = dossier;
  const size = sizes[dossier.size];
  if (step === 'to' && target) {
    return <DossierTo delivery={delivery} target={target} targetsPath={props.targetsPath} />;
  }
  if (busy && acting.has(step) && !typed) {
    return <p>This can be done once the dossier is frozen anew.</p>;
  }
  if (step === 'cover' && cover) {
    return <DossierCover cover={cover} mayChange={mayPrepare} typed={typed} fault={fault} />;
  }
  if (step === 'checks' && checks) return <DossierChecks checks={checks} />;
  if (step === 'preview') {
    return (
      <>
        <Notice kind={size.kind}>{size.text}</Notice>
        <DeliveryPreview delivery={delivery} base={base} />
      </>
    );
  }
  if (step === 'test') {
    const { testedAt } = delivery;
    const { mostTrials: most } = dossier;
    return (
      <DossierTest
        testedAt={testedAt}
        most={most}
        mayTest={mayPrepare}
        typed={typed?.to}
        fault={fault}
      />
    );
  }
  if (step === 'approve') {
    return (
      <DossierApprove
        secondPerson={delivery.secondPerson}
        approved={delivery.approved}
        hash={delivery.dossierHash}
        own={dossier.own}
        mayApprove={maySend}
        mayTurnOff={dossier.mayTurnOff}
        typed={typed?.reason}
        fault={fault}
      />
    );
  }
  if (step === 'send' && times) {
    if (!maySend) return <p>Your role does not send.</p>;
    const hash = delivery.dossierHash;
    return (
      <SendForm
        delivery={delivery}
        base={base}
        hash={hash}
        times={times}
        typed={typed}
        fault={fault}
      />
    );
  }
  return (
    <DossierAnnex
      delivery={delivery}
      unconfirmed={props.unconfirmed}
      mayFreeze={mayPrepare && !busy}
      targetPath={`${props.targetsPath}?change=${delivery.target}`}
    />
  );
}
