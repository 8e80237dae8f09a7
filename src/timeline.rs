//! The timeline: the events in order and the articles that tell them; serialises as `events.json`.
