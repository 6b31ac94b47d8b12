import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Who people are. What they may do is in our own table: this only knows their address, their password and their second factor. */
export class People extends Construct {
  readonly pool: UserPool;
  readonly domain: UserPoolDomain;

  constructor(
    scope: Construct,
    id: string,
    { stage, deletionProtection }: { stage: string; deletionProtection: boolean },
  ) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED, // who gets in here can sign statements in a brand's name
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      // Leaked passwords and sign-ins from odd places are refused; $0.02 a month for each person who signs in.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `markwarden-${stage}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.domain.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
