/**
 * Nodes that are instances of Amazon EC2. What the cloud is asked goes through one interface,
 * {@link dev.foray.master.fleet.ec2.Cloud}; the SDK is seen by {@link
 * dev.foray.master.fleet.ec2.SdkCloud} alone.
 */
@NullMarked
package dev.foray.master.fleet.ec2;

import org.jspecify.annotations.NullMarked;
