"""The walkable streets as a graph: joining places to them, and shortest walks over them."""
