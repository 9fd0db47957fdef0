/**
 * Who is who: the certificate authority of this Master's cluster, how workers come by their
 * certificates, and who may call what.
 */
@NullMarked
package dev.foray.master.enrol;

import org.jspecify.annotations.NullMarked;
