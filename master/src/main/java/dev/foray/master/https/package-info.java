/**
 * The Master's HTTPS port: what works without a certificate, and what needs no RMI. Nodes join,
 * releases come in and their jars go out. One class for each path; which role a call takes stands
 * there. Nothing is deserialised here.
 */
@NullMarked
package dev.foray.master.https;

import org.jspecify.annotations.NullMarked;
