package dev.foray.master.notify;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Brings each notification by the way that its target takes. Thread-safe. */
final class Couriers implements Delivery, AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration COMMAND = Duration.ofSeconds(20);

  private final WebhookDelivery webhooks;
  private final CommandDelivery commands;

  /**
   * @param secrets by name
   */
  Couriers(Function<String, Optional<Secret>> secrets, InstantSource clock) {
    this(new WebhookDelivery(secrets, ANSWER, clock), new CommandDelivery(COMMAND));
  }

  Couriers(WebhookDelivery webhooks, CommandDelivery commands) {
    this.webhooks = webhooks;
    this.commands = commands;
  }

  void requireSecret(Target.Webhook webhook) throws Refused {
    try {
      Secret unused = webhooks.secret(webhook);
    } catch (Undelivered e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void deliver(Target target, String id, String body)
      throws Undelivered, InterruptedException {
    if (target instanceof Target.Webhook webhook) {
      webhooks.deliver(webhook, id, body);
    } else if (target instanceof Target.Command command) {
      commands.deliver(command, id, body);
    }
  }

  @Override
  public void close() {
    webhooks.close();
  }
}
