/**
 * The Master's HTTPS port: what works without a certificate, or needs no RMI. One class for each
 * path; nothing is deserialised.
 */
@NullMarked
package dev.foray.master.https;

import org.jspecify.annotations.NullMarked;
