/**
 * RMI as Foray uses it: bound to one address, one port, filtered, with a limit on every wait, over
 * mutual TLS, which goes in at one place, {@code Wire}; and who a process is to others. Nothing
 * else but thin endpoint classes sees {@code java.rmi}.
 */
@NullMarked
package dev.foray.transport;

import org.jspecify.annotations.NullMarked;
