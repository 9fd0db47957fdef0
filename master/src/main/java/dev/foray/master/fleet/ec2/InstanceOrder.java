package dev.foray.master.fleet.ec2;

/**
 * Instances that are launched by one call.
 *
 * @param launch its id, which is also the token by which a repeated call is known
 * @param count at least 1
 * @param userData the script that each runs first
 */
record InstanceOrder(String launch, int count, String userData) {}
