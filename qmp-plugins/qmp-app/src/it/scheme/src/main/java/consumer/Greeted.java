package consumer;

public record Greeted(String text) {}
